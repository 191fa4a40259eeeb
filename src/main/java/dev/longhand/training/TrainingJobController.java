package dev.longhand.training;

import dev.longhand.web.Idempotent;
import dev.longhand.web.Invalid;
import dev.longhand.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Training jobs over HTTP: submit, watch, cancel. */
@Tag(name = "Training jobs", description = "From a corpus to a model")
@RestController
@RequestMapping(TrainingJobController.PATH)
class TrainingJobController {
    static final String PATH = "/api/v1/training-jobs";

    private final TrainingJobs jobs;
    private final TrainingQueue queue;

    TrainingJobController(TrainingJobs jobs, TrainingQueue queue) {
        this.jobs = jobs;
        this.queue = queue;
    }

    @Operation(
            summary = "Train a model on a corpus",
            description =
                    "Everything but corpusId has a default, which the preset decides; the answer's spec shows them"
                            + " all. A parameter that the chosen type does not have is refused.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(examples = @ExampleObject("""
                {"corpusId": "PUT-THE-ID-OF-A-CORPUS-HERE", "modelName": "bard", "seed": 7,
                 "network": {"layers": 2, "hiddenSize": 128, "embeddingSize": 32},
                 "optimizer": {"learningRate": 0.004}, "batchSize": 8, "sequenceLength": 32,
                 "epochs": 3}\
                """)))
    @Idempotent(unless = "dryRun")
    @PostMapping
    ResponseEntity<TrainingJobResponse> submit(
            @Valid @RequestBody TrainingJobRequest request, @RequestParam(defaultValue = "false") boolean dryRun) {
        if (dryRun) {
            throw new Invalid("dryRun", "is not possible yet; nothing was queued");
        }
        var job = jobs.submit(request);
        queue.offer();
        return ResponseEntity.accepted()
                .location(URI.create(PATH + "/" + job.id()))
                .body(job);
    }

    @Operation(summary = "List the jobs, newest first")
    @GetMapping
    Page<TrainingJobResponse> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        return jobs.list(status == null ? null : status(status), after == null ? Page.FIRST : after, limit);
    }

    private static JobStatus status(String name) {
        return Arrays.stream(JobStatus.values())
                .filter(status -> status.lowerCase().equals(name))
                .findFirst()
                .orElseThrow(() -> new Invalid(
                        "status",
                        "must be one of "
                                + Arrays.stream(JobStatus.values())
                                        .map(JobStatus::lowerCase)
                                        .collect(Collectors.joining(", "))));
    }

    @Operation(summary = "One job: its state, its progress, its metrics")
    @GetMapping("/{id}")
    TrainingJobResponse get(@PathVariable UUID id) {
        return jobs.get(id);
    }

    @Operation(summary = "What was measured while a job ran", description = "At most a few thousand points, by step.")
    @GetMapping("/{id}/metrics")
    List<MetricPoint.Values> metrics(@PathVariable UUID id) {
        return jobs.metrics(id);
    }

    @Operation(
            summary = "Cancel a job",
            description = "A running one ends within moments. 409 when it has ended already.")
    @PostMapping("/{id}/cancel")
    TrainingJobResponse cancel(@PathVariable UUID id) {
        return jobs.cancel(id);
    }
}
