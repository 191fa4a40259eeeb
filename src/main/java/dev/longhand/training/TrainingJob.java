package dev.longhand.training;

import dev.longhand.web.Conflict;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
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

    /** Who sees it; set by Hibernate when it is written, and asked for in every query. */
    @TenantId
    private @Nullable String tenant;

    private UUID corpusId;
    private String modelName;
    private @Nullable UUID initialModelId;
    private @Nullable UUID modelId;
    private int attempt;
    private String spec;
    private int priority;
    /** That share the work; chosen at the first claim and kept, because the bits depend on it. */
    private @Nullable Integer threads;

    private long fence;
    /** Its place in the queue, or the last one that it had. */
    private long place;

    private boolean pauseRequested;
    private int idleAttempts;
    private long lastEvent;
    private String warnings;
    private @Nullable String verdict;

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

    @Convert(converter = LayerNormsColumn.class)
    private @Nullable Map<String, Double> layerGradientNorms;

    private @Nullable Double clippedShare;
    private @Nullable Double suggestedThreshold;
    private @Nullable Double learningRate;

    private @Nullable String errorCode;
    private @Nullable String errorMessage;
    private Instant createdAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;

    protected TrainingJob() {}

    TrainingJob(
            UUID id,
            UUID corpusId,
            String modelName,
            @Nullable UUID initialModelId,
            String spec,
            int priority,
            int epochs,
            long totalSteps,
            String warnings,
            Instant createdAt) {
        this.id = id;
        this.status = JobStatus.QUEUED;
        this.corpusId = corpusId;
        this.modelName = modelName;
        this.initialModelId = initialModelId;
        this.spec = spec;
        this.priority = priority;
        this.warnings = warnings;
        this.epochs = epochs;
        this.totalSteps = totalSteps;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    String tenant() {
        return java.util.Objects.requireNonNull(tenant, "of one that is written");
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

    @Nullable
    UUID initialModelId() {
        return initialModelId;
    }

    String spec() {
        return spec;
    }

    int attempt() {
        return attempt;
    }

    int priority() {
        return priority;
    }

    long fence() {
        return fence;
    }

    int threads() {
        return java.util.Objects.requireNonNull(threads, "chosen at the first claim");
    }

    boolean isPauseRequested() {
        return pauseRequested;
    }

    /** Starts in a row that wrote no checkpoint. */
    int idleAttempts() {
        return idleAttempts;
    }

    String warnings() {
        return warnings;
    }

    @Nullable
    String verdict() {
        return verdict;
    }

    /** The number of the next event. */
    long nextEvent() {
        return ++lastEvent;
    }

    /** Puts the job at a new place in the queue. */
    void enqueue() {
        status = JobStatus.QUEUED;
        finishedAt = null;
        errorCode = null;
        errorMessage = null;
        withoutSpeed();
        place = ++fence;
    }

    long place() {
        return place;
    }

    /** Whether whoever comes from this place may begin or go on. */
    boolean isClaimable(long from) {
        return place == from && (status == JobStatus.QUEUED || status == JobStatus.RUNNING);
    }

    /** Begins an attempt, which is counted now, whatever becomes of it. */
    void claim(int threadsNow, Instant now) {
        status = JobStatus.RUNNING;
        fence++;
        attempt++;
        idleAttempts++;
        threads = threads == null ? Integer.valueOf(threadsNow) : threads;
        startedAt = startedAt == null ? now : startedAt;
    }

    /** @throws StaleClaim when somebody else works on it by now, or nobody does */
    void check(long claimed) {
        if (fence != claimed || status != JobStatus.RUNNING) {
            throw new StaleClaim(id, claimed, fence);
        }
    }

    /** Where this attempt goes on. */
    void goOnFrom(long from, long total, String warningsNow) {
        step = from;
        totalSteps = total;
        warnings = warningsNow;
    }

    /** Something was learned that a crash cannot take away. */
    void keptSomething() {
        idleAttempts = 0;
    }

    /** Asks for a pause: at once where nothing runs yet, otherwise the worker writes a checkpoint first. */
    void pause() {
        switch (status) {
            case QUEUED -> paused();
            case RUNNING -> pauseRequested = true;
            case PAUSED, SUCCEEDED, FAILED, CANCELLED -> throw conflict();
        }
    }

    /** Whoever worked on it has ended before the job did; the next claim goes on. */
    void handBack() {
        status = JobStatus.QUEUED;
        fence++;
        withoutSpeed();
    }

    void paused() {
        status = JobStatus.PAUSED;
        pauseRequested = false;
        idleAttempts = 0;
        fence++;
        withoutSpeed();
    }

    /**
     * Takes a pause back.
     *
     * @return whether the job must be put into the queue again
     */
    boolean resume() {
        if (status == JobStatus.RUNNING && pauseRequested) {
            pauseRequested = false;
            return false;
        }
        if (status != JobStatus.PAUSED && !isRetryable()) {
            throw conflict();
        }
        idleAttempts = 0;
        return true;
    }

    /** Whether it failed for a reason that can pass, with all that it had learned kept. */
    boolean isRetryable() {
        return status == JobStatus.FAILED && JobFailure.isRetryable(errorCode);
    }

    /** Ends the job now; whoever works on it finds its claim stale and stops. */
    void cancel(Instant now) {
        if (status.isEnd() && !isRetryable()) {
            throw conflict();
        }
        fence++;
        errorCode = null;
        errorMessage = null;
        end(JobStatus.CANCELLED, now);
    }

    private Conflict conflict() {
        return new Conflict("Training job %s is %s.".formatted(id, status.lowerCase()));
    }

    void succeed(UUID model, @Nullable String verdictNow, Instant now) {
        modelId = model;
        verdict = verdictNow;
        end(JobStatus.SUCCEEDED, now);
    }

    void fail(JobFailure failure, Instant now) {
        errorCode = failure.code();
        errorMessage = failure.message();
        end(JobStatus.FAILED, now);
    }

    private void end(JobStatus end, Instant now) {
        status = end;
        finishedAt = now;
        pauseRequested = false;
        if (end == JobStatus.SUCCEEDED) {
            remainingSeconds = 0L;
        } else {
            withoutSpeed();
        }
    }

    private void withoutSpeed() {
        tokensPerSecond = null;
        remainingSeconds = null;
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
        layerGradientNorms = metrics.layerGradientNorms();
        clippedShare = metrics.clippedShare();
        learningRate = metrics.learningRate();
    }

    /** Null when its points do not suggest any. */
    void suggestThreshold(@Nullable Double threshold) {
        suggestedThreshold = threshold;
    }

    /**
     * @param warningsNow what {@link #warnings} says
     * @param verdictNow  what {@link #verdict} says
     */
    TrainingJobResponse toResponse(TrainingJobSpec spec, List<String> warningsNow, @Nullable Verdict verdictNow) {
        return new TrainingJobResponse(
                id,
                status,
                corpusId,
                modelName,
                modelId,
                attempt,
                priority,
                spec,
                progress(),
                new JobMetrics(
                        trainLoss,
                        validationLoss,
                        perplexity,
                        bitsPerCharacter,
                        gradientNorm,
                        layerGradientNorms,
                        clippedShare,
                        suggestedThreshold,
                        learningRate),
                warningsNow,
                verdictNow,
                errorCode == null || errorMessage == null ? null : new JobFailure(errorCode, errorMessage),
                createdAt,
                startedAt,
                finishedAt);
    }

    private TrainingJobResponse.Progress progress() {
        double share = totalSteps == 0 ? 0 : 100.0 * step / totalSteps;
        double percent = status == JobStatus.SUCCEEDED ? 100 : Math.round(10 * share) / 10.0;
        return new TrainingJobResponse.Progress(
                percent, epoch, epochs, step, totalSteps, tokensSeen, tokensPerSecond, remainingSeconds);
    }
}
