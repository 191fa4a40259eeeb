package dev.longhand.training;

import dev.longhand.web.Conflict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a training job; it changes its state only through the methods that name the change. */
@Entity
class TrainingJob {
    @Id
    private UUID id;

    @Version
    private @Nullable Integer revision;

    @Enumerated(EnumType.STRING)
    private JobStatus status;

    private UUID corpusId;
    private String modelName;
    private @Nullable UUID modelId;
    private int attempt;
    private String spec;
    private boolean cancelRequested;

    private int epochs;
    private int epoch;
    private long step;
    private long totalSteps;
    private long tokensSeen;
    private @Nullable Double tokensPerSecond;
    private @Nullable Long remainingSeconds;

    private @Nullable Double trainLoss;
    private @Nullable Double validationLoss;
    private @Nullable Double perplexity;

    @Column(name = "bits_per_char")
    private @Nullable Double bitsPerCharacter;

    private @Nullable Double gradientNorm;
    private @Nullable Double clippedShare;
    private @Nullable Double learningRate;

    private @Nullable String errorCode;
    private @Nullable String errorMessage;
    private Instant createdAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;

    protected TrainingJob() {}

    TrainingJob(UUID id, UUID corpusId, String modelName, String spec, int epochs, long totalSteps, Instant createdAt) {
        this.id = id;
        this.status = JobStatus.QUEUED;
        this.corpusId = corpusId;
        this.modelName = modelName;
        this.spec = spec;
        this.epochs = epochs;
        this.totalSteps = totalSteps;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    JobStatus status() {
        return status;
    }

    UUID corpusId() {
        return corpusId;
    }

    String modelName() {
        return modelName;
    }

    String spec() {
        return spec;
    }

    int attempt() {
        return attempt;
    }

    boolean isCancelRequested() {
        return cancelRequested;
    }

    /** Begins an attempt, which is counted now, whatever becomes of it. */
    void start(Instant now) {
        status = JobStatus.RUNNING;
        attempt++;
        startedAt = now;
        epoch = 0;
        step = 0;
        tokensSeen = 0;
    }

    /** Asks for the end: at once where nothing runs yet, otherwise the run sees it. */
    void cancel(Instant now) {
        if (status.isEnd()) {
            throw new Conflict("Training job %s is %s already.".formatted(id, status.lowerCase()));
        }
        if (status == JobStatus.QUEUED) {
            cancelled(now);
        } else {
            cancelRequested = true;
        }
    }

    void cancelled(Instant now) {
        end(JobStatus.CANCELLED, now);
    }

    void succeed(UUID model, Instant now) {
        modelId = model;
        end(JobStatus.SUCCEEDED, now);
    }

    void fail(JobFailure failure, Instant now) {
        errorCode = failure.code();
        errorMessage = failure.message();
        end(JobStatus.FAILED, now);
    }

    /** The service ends before the job does: it waits for the next start of the service. */
    void handBack() {
        status = JobStatus.QUEUED;
        tokensPerSecond = null;
        remainingSeconds = null;
    }

    private void end(JobStatus end, Instant now) {
        status = end;
        finishedAt = now;
        tokensPerSecond = end == JobStatus.SUCCEEDED ? tokensPerSecond : null;
        remainingSeconds = end == JobStatus.SUCCEEDED ? Long.valueOf(0) : null;
    }

    void progress(JobProgress progress) {
        epoch = progress.epoch();
        step = progress.step();
        totalSteps = progress.totalSteps();
        tokensSeen = progress.tokensSeen();
        tokensPerSecond = progress.tokensPerSecond();
        remainingSeconds = progress.remainingSeconds();
        var metrics = progress.metrics();
        trainLoss = metrics.trainLoss();
        validationLoss = metrics.validationLoss();
        perplexity = metrics.perplexity();
        bitsPerCharacter = metrics.bitsPerCharacter();
        gradientNorm = metrics.gradientNorm();
        clippedShare = metrics.clippedShare();
        learningRate = metrics.learningRate();
    }

    TrainingJobResponse toResponse(TrainingJobSpec spec) {
        double share = totalSteps == 0 ? 0 : 100.0 * step / totalSteps;
        double percent = status == JobStatus.SUCCEEDED ? 100 : Math.round(10 * share) / 10.0;
        return new TrainingJobResponse(
                id,
                status,
                corpusId,
                modelName,
                modelId,
                attempt,
                spec,
                new TrainingJobResponse.Progress(
                        percent, epoch, epochs, step, totalSteps, tokensSeen, tokensPerSecond, remainingSeconds),
                new JobMetrics(
                        trainLoss,
                        validationLoss,
                        perplexity,
                        bitsPerCharacter,
                        gradientNorm,
                        clippedShare,
                        learningRate),
                errorCode == null || errorMessage == null ? null : new JobFailure(errorCode, errorMessage),
                createdAt,
                startedAt,
                finishedAt);
    }
}
