package dev.longhand.openai;

import dev.longhand.training.TrainingJobResponse;
import dev.longhand.training.TrainingJobs;
import dev.longhand.web.Idempotent;
import dev.longhand.web.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Training jobs in the format of OpenAI's fine-tuning jobs. */
@Tag(name = OpenAiTag.NAME, description = OpenAiTag.DESCRIPTION)
@RestController
@RequestMapping("/v1/fine_tuning/jobs")
class FineTuningController {
    private static final String ID = "ftjob-0198f3a0-0000-7000-8000-000000000000";

    private final TrainingJobs jobs;
    private final FineTuningTranslation requests;
    private final FineTuningJobs answers;
    private final FineTuningEvents events;

    FineTuningController(
            TrainingJobs jobs, FineTuningTranslation requests, FineTuningJobs answers, FineTuningEvents events) {
        this.jobs = jobs;
        this.requests = requests;
        this.answers = answers;
        this.events = events;
    }

    @Operation(
            summary = "Train a model on a file",
            description =
                    "The model is a preset (auto, tiny, small, default, large, shakespeare-best) to begin anew, or one"
                        + " that was trained before to go on from; name:1 is one even where name is a preset. suffix"
                        + " names the model that is made.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(examples = @ExampleObject("""
                {"model": "auto", "training_file": "PUT-THE-ID-OF-A-FILE-HERE", "suffix": "bard", "seed": 7,
                 "method": {"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 3}}}}\
                """)))
    @Idempotent
    @PostMapping
    FineTuningJob create(@Valid @RequestBody FineTuningRequest request) {
        return answers.translate(jobs.submit(requests.translate(request)));
    }

    @Operation(summary = "List the jobs, newest first")
    @GetMapping
    ObjectList<FineTuningJob> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        var page = jobs.list(null, IdKind.JOB.cursor(after), limit);
        return ObjectList.of(
                page.items().stream().map(answers::translate).toList(), page.next() != null, FineTuningJob::id);
    }

    @Operation(summary = "One job")
    @GetMapping("/{id}")
    FineTuningJob get(@PathVariable @Parameter(example = ID) String id) {
        return answers.translate(job(id, jobs::get));
    }

    @Operation(summary = "What happened to a job, newest first")
    @GetMapping("/{id}/events")
    ObjectList<FineTuningEvent> events(
            @PathVariable @Parameter(example = ID) String id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return events.list(job(id, jobs::get).id(), after, limit);
    }

    @Operation(
            summary = "The states of a training that can be used as models",
            description = "The model that the job made; what is kept while it runs can only be gone on from.")
    @GetMapping("/{id}/checkpoints")
    ObjectList<FineTuningCheckpoint> checkpoints(
            @PathVariable @Parameter(example = ID) String id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit) {
        var all = answers.checkpoints(job(id, jobs::get));
        // there is at most one, so that nothing comes after any
        return ObjectList.of(
                after == null ? all : all.subList(all.size(), all.size()), false, FineTuningCheckpoint::id);
    }

    @Operation(summary = "Cancel a job", description = "409 when it has ended already.")
    @PostMapping("/{id}/cancel")
    FineTuningJob cancel(@PathVariable @Parameter(example = ID) String id) {
        return answers.translate(job(id, jobs::cancel));
    }

    @Operation(
            summary = "Pause a job",
            description =
                    "A running one is paused as soon as a checkpoint is written. 409 when it is paused or has ended.")
    @PostMapping("/{id}/pause")
    FineTuningJob pause(@PathVariable @Parameter(example = ID) String id) {
        return answers.translate(job(id, jobs::pause));
    }

    @Operation(summary = "Resume a paused job", description = "409 in every other state that cannot go on.")
    @PostMapping("/{id}/resume")
    FineTuningJob resume(@PathVariable @Parameter(example = ID) String id) {
        return answers.translate(job(id, jobs::resume));
    }

    private static TrainingJobResponse job(String id, Function<UUID, TrainingJobResponse> operation) {
        try {
            return operation.apply(IdKind.JOB.parse(id));
        } catch (NotFound e) {
            throw IdKind.JOB.missing(id);
        }
    }
}
