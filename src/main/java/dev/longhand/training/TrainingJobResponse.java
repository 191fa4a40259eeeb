package dev.longhand.training;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A training job as the API shows it.
 *
 * @param modelId what it made; null until it has succeeded
 * @param attempt how often it was started
 * @param priority jobs of a higher one are taken from the queue first
 * @param spec    the request with every default
 * @param warnings what may go wrong with this spec
 * @param verdict what its curves say; null until it has succeeded
 * @param error   why it failed; null otherwise
 */
public record TrainingJobResponse(
        UUID id,
        JobStatus status,
        UUID corpusId,
        String modelName,
        @Nullable UUID modelId,
        int attempt,
        int priority,
        TrainingJobSpec spec,
        Progress progress,
        JobMetrics metrics,
        List<String> warnings,
        @Nullable Verdict verdict,
        @Nullable JobFailure error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /**
     * How far it is.
     *
     * @param tokensSeen       tokens trained on so far, every pass counted
     * @param tokensPerSecond  speed over the latest steps
     * @param remainingSeconds at this speed
     */
    public record Progress(
            double percent,
            int epoch,
            int epochs,
            long step,
            long totalSteps,
            long tokensSeen,
            @Nullable Double tokensPerSecond,
            @Nullable Long remainingSeconds) {}
}
