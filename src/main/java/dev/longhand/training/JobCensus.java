package dev.longhand.training;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How many jobs there are of each state: one query for all who ask within five seconds. */
@Component
class JobCensus {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final TrainingJobRepository jobs;
    private final Clock clock;
    private Instant taken = Instant.MIN;
    private Census latest = Census.UNKNOWN;

    JobCensus(TrainingJobRepository jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** What was counted, at a time; states without a job are not in it. */
    private record Census(boolean known, List<JobCount> counts) {
        static final Census UNKNOWN = new Census(false, List.of());
    }

    /** Not a number where the database does not say. */
    double jobs(JobStatus status) {
        var census = census();
        return !census.known
                ? Double.NaN
                : census.counts.stream()
                        .filter(count -> count.status() == status)
                        .mapToLong(JobCount::jobs)
                        .sum();
    }

    /** Seconds since the oldest job that waits was submitted; 0 where none waits. */
    double queueAge() {
        var census = census();
        return !census.known
                ? Double.NaN
                : census.counts.stream()
                        .filter(count -> count.status() == JobStatus.QUEUED)
                        .mapToDouble(count -> Duration.between(count.oldest(), clock.instant())
                                .toMillis())
                        .map(millis -> Math.max(0, millis / 1000))
                        .sum();
    }

    private synchronized Census census() {
        var now = clock.instant();
        if (taken.isBefore(now.minus(FRESH))) {
            latest = count();
            taken = now;
        }
        return latest;
    }

    private Census count() {
        try {
            return new Census(true, jobs.countByStatus());
        } catch (DataAccessException | TransactionException e) {
            return Census.UNKNOWN;
        }
    }
}
