package dev.longhand.training;

import dev.longhand.web.Idempotent;
import dev.longhand.web.Invalid;
import dev.longhand.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Training jobs over HTTP: submit, watch, pause, resume, cancel. */
@Tag(name = "Training jobs", description = "From a corpus to a model")
@RestController
@RequestMapping(TrainingJobController.PATH)
class TrainingJobController {
    static final String PATH = "/api/v1/training-jobs";

    private final TrainingJobs jobs;
    private final DryRuns dryRuns;
    private final JobEventStreams streams;

    TrainingJobController(TrainingJobs jobs, DryRuns dryRuns, JobEventStreams streams) {
        this.jobs = jobs;
        this.dryRuns = dryRuns;
        this.streams = streams;
    }

    @Operation(
            summary = "Train a model on a corpus",
            description =
                    "Everything but corpusId has a default, which the preset decides; the answer's spec shows them"
                            + " all. A parameter that the chosen type does not have is refused. With dryRun nothing is"
                            + " queued: the answer, the first of its shape after some seconds, says what the job would"
                            + " cost, or why it would be refused.")
    @ApiResponse(
            responseCode = "202",
            description = "The job, queued",
            content = @Content(schema = @Schema(implementation = TrainingJobResponse.class)))
    @ApiResponse(
            responseCode = "200",
            description = "What it would cost (dryRun); secondsPerEpoch is null when it could not be measured",
            content = @Content(schema = @Schema(implementation = JobCost.class), examples = @ExampleObject("""
                {"spec": {"corpusId": "0198f3a0-0000-7000-8000-000000000000", "modelName": "bard", "seed": 7,
                          "preset": "auto", "batchSize": 32, "sequenceLength": 64},
                 "parameters": 888897, "memoryBytes": 545259520, "stepsPerEpoch": 490, "secondsPerEpoch": 31.4,
                 "warnings": []}\
                """)))
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
    ResponseEntity<Object> submit(
            @Valid @RequestBody TrainingJobRequest request, @RequestParam(defaultValue = "false") boolean dryRun) {
        if (dryRun) {
            return ResponseEntity.ok(dryRuns.cost(request));
        }
        var job = jobs.submit(request);
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
            summary = "What happened to a job, newest first",
            description = "Status changes, epochs, checkpoints, samples of text, warnings and the verdict, by number.")
    @GetMapping(path = "/{id}/events", produces = MediaType.APPLICATION_JSON_VALUE)
    JobEventPage events(
            @PathVariable UUID id,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable Long after) {
        return jobs.events(id, after == null ? Long.MAX_VALUE : after, limit);
    }

    @Operation(
            summary = "The same as it happens",
            description =
                    "Server-sent events with the event's number as id; Last-Event-ID goes on after that one, 0 begins"
                            + " at the beginning. Between them 'progress' events without an id show the job. The stream"
                            + " ends when the job has ended.")
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return streams.open(id, lastEventId);
    }

    @Operation(
            summary = "Cancel a job",
            description = "Ends it now, wherever it is; nothing of it is kept. 409 when it has ended already.")
    @PostMapping("/{id}/cancel")
    TrainingJobResponse cancel(@PathVariable UUID id) {
        return jobs.cancel(id);
    }

    @Operation(
            summary = "Pause a job",
            description =
                    "Keeps what it has learned in a checkpoint and frees its place. A running job is paused as soon as"
                            + " the checkpoint is written. 409 when it is paused or has ended.")
    @PostMapping("/{id}/pause")
    TrainingJobResponse pause(@PathVariable UUID id) {
        return jobs.pause(id);
    }

    @Operation(
            summary = "Resume a job",
            description =
                    "Puts a paused job into the queue again, or one that failed with storage_full or worker_crashed; it"
                            + " goes on from its last checkpoint, bit for bit. 409 in every other state.")
    @PostMapping("/{id}/resume")
    TrainingJobResponse resume(@PathVariable UUID id) {
        return jobs.resume(id);
    }
}
