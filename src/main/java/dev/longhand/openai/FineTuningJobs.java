package dev.longhand.openai;

import dev.longhand.models.Model;
import dev.longhand.training.JobStatus;
import dev.longhand.training.TrainingJobResponse;
import dev.longhand.training.TrainingJobSpec;
import dev.longhand.training.TrainingJobs;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Training jobs as OpenAI's clients know them. */
@Component
class FineTuningJobs {
    /** A multiplier is a quotient of two rates: what rounding did to them is not to be seen. */
    private static final MathContext DIGITS = new MathContext(6);

    private final UploadedFiles files;
    private final PublishedModels models;
    private final TrainingJobs jobs;
    private final JsonMapper json;
    private final Clock clock;

    FineTuningJobs(UploadedFiles files, PublishedModels models, TrainingJobs jobs, JsonMapper json, Clock clock) {
        this.files = files;
        this.models = models;
        this.jobs = jobs;
        this.json = json;
        this.clock = clock;
    }

    FineTuningJob translate(TrainingJobResponse job) {
        var settings = settings(job.spec());
        return new FineTuningJob(
                IdKind.JOB.of(job.id()),
                FineTuningJob.OBJECT,
                beginning(job.spec()),
                job.createdAt().getEpochSecond(),
                FineTuningJob.seconds(job.finishedAt()),
                made(job).map(ModelObject::name).orElse(null),
                "longhand",
                List.of(),
                job.status().lowerCase(),
                IdKind.FILE.of(job.corpusId()),
                null,
                settings,
                FineTuningMethod.supervised(settings),
                job.finishedAt() == null ? null : job.progress().tokensSeen(),
                estimatedFinish(job),
                job.spec().seed(),
                List.of(),
                FineTuningJob.Failure.of(job.error()));
    }

    /** The one state of the training that can be used, as soon as there is one. */
    List<FineTuningCheckpoint> checkpoints(TrainingJobResponse job) {
        return made(job).stream()
                .map(model -> new FineTuningCheckpoint(
                        "ftckpt-" + model.id(),
                        FineTuningCheckpoint.OBJECT,
                        model.createdAt().getEpochSecond(),
                        ModelObject.name(model),
                        IdKind.JOB.of(job.id()),
                        job.progress().step(),
                        new FineTuningCheckpoint.Metrics(
                                job.progress().step(),
                                job.metrics().trainLoss(),
                                job.metrics().validationLoss())))
                .toList();
    }

    private Optional<Model> made(TrainingJobResponse job) {
        return job.modelId() == null
                ? Optional.empty()
                : models.find(job.modelId().toString());
    }

    private String beginning(TrainingJobSpec spec) {
        var initial = spec.initialModel();
        return initial == null
                ? json.convertValue(spec.preset(), String.class)
                : models.find(initial).map(ModelObject::name).orElse(initial);
    }

    private Hyperparameters settings(TrainingJobSpec spec) {
        return new Hyperparameters(node(spec.epochs()), node(spec.batchSize()), node(multiplier(spec)));
    }

    /** What the learning rate is a multiple of may depend on the size of a text that was deleted since. */
    private Object multiplier(TrainingJobSpec spec) {
        var characters = files.characters(spec.corpusId());
        return characters == null
                ? Hyperparameters.AUTO
                : BigDecimal.valueOf(spec.optimizer().learningRate() / jobs.learningRate(spec.preset(), characters))
                        .round(DIGITS)
                        .doubleValue();
    }

    private JsonNode node(Object value) {
        return json.valueToTree(value);
    }

    private @Nullable Long estimatedFinish(TrainingJobResponse job) {
        var remaining = job.progress().remainingSeconds();
        return remaining == null || job.status() != JobStatus.RUNNING
                ? null
                : clock.instant().getEpochSecond() + remaining;
    }
}
