package dev.longhand.training;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
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
 * @param maxMemory        memory that the process of one job may take; an equal share of most of the machine's when unset
 * @param progressInterval how often the progress of a job is written down, and a request to cancel it is seen
 * @param maxAttempts      starts of a job in a row that get no further than its last checkpoint, before it fails
 */
@Validated
@ConfigurationProperties("longhand.training")
record TrainingProperties(
        @DefaultValue("1") @Positive int parallelJobs,
        @DefaultValue("64") @Positive int maxQueued,
        @DefaultValue("0") @Min(0) int threads,
        @Nullable DataSize maxMemory,
        @DefaultValue("1s") @DurationMin(millis = 10) Duration progressInterval,
        @DefaultValue("3") @Positive int maxAttempts) {

    /** The rest is for the service itself, the database and the operating system. */
    private static final double SHARE_OF_JOBS = 0.7;
    /** The same for a few seconds: the service needs little while it waits. */
    private static final double SHARE_OF_ALL = 0.9;

    int threadsOfAJob() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    /** Unless it is set: an equal share of most of what this machine, or this container, has. */
    long memoryOfAJob() {
        if (maxMemory != null) {
            return maxMemory.toBytes();
        }
        return (long) (SHARE_OF_JOBS * memoryOfTheMachine() / parallelJobs);
    }

    /** What a short measurement may take while so many jobs run, each with all that it may have. */
    long memoryBeside(int jobs) {
        return jobs == 0 ? memoryOfAJob() : (long) (SHARE_OF_ALL * memoryOfTheMachine()) - jobs * memoryOfAJob();
    }

    private static long memoryOfTheMachine() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getTotalMemorySize();
    }
}
