package dev.longhand.training;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits and habits of training.
 *
 * @param parallelJobs     jobs trained at the same time on this node
 * @param maxQueued        submissions that may wait before the API answers 429
 * @param threads          threads that share one job; all processors when 0. A part of what makes bits equal
 * @param maxMemory        memory that one job may need outside of the Java heap; as much as the heap may grow when unset
 * @param progressInterval how often the progress of a job is written down, and a request to cancel it is seen
 * @param maxAttempts      starts of a job that is interrupted by the end of the service, before it fails
 */
@Validated
@ConfigurationProperties("longhand.training")
record TrainingProperties(
        @DefaultValue("1") @Positive int parallelJobs,
        @DefaultValue("64") @Positive int maxQueued,
        @DefaultValue("0") @Min(0) int threads,
        @Nullable DataSize maxMemory,
        @DefaultValue("1s") Duration progressInterval,
        @DefaultValue("3") @Positive int maxAttempts) {

    int threadsOfAJob() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    /** What native memory may hold: ND4J allows as much of it as of heap. */
    long memoryOfAJob() {
        long possible = Runtime.getRuntime().maxMemory();
        return maxMemory == null ? possible : Math.min(possible, maxMemory.toBytes());
    }
}
