package dev.longhand.resilience;

import dev.longhand.resilience.Client.JobEvent;
import dev.longhand.resilience.Kills.Kill;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a kill cost: the work between what the next attempt went on from and the kill.
 *
 * @param steps as far as the API had shown them
 * @param time  since that checkpoint was written down, or since the attempt that was killed went on from it
 */
record Recomputed(long steps, Duration time) {
    static List<Recomputed> by(List<Kill> kills, List<JobEvent> events) {
        return kills.stream().map(kill -> by(kill, events)).toList();
    }

    private static Recomputed by(Kill kill, List<JobEvent> events) {
        var next = events.stream()
                .filter(event -> event.isBegin() && event.at().isAfter(kill.at()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing went on after " + kill));
        var since = events.stream()
                .filter(event -> event.at().isBefore(kill.at()))
                .filter(event -> event.isBegin() || event.isCheckpoint() && event.step() <= next.step())
                .map(JobEvent::at)
                .max(Comparator.naturalOrder())
                .orElse(kill.at()); // killed before its first step
        return new Recomputed(Math.max(0, kill.step() - next.step()), between(since, kill.at()));
    }

    private static Duration between(Instant since, Instant killed) {
        return since.isAfter(killed) ? Duration.ZERO : Duration.between(since, killed);
    }

    static Recomputed worst(List<Recomputed> all) {
        return all.stream().max(Comparator.comparing(Recomputed::time)).orElse(new Recomputed(0, Duration.ZERO));
    }

    @Override
    public String toString() {
        return "%.1f s (%d steps)".formatted(time.toMillis() / 1000.0, steps);
    }
}
