package dev.longhand.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long things took; any thread may add one. */
final class Latencies {
    private final List<Duration> all = new ArrayList<>();

    synchronized void add(Duration one) {
        all.add(one);
    }

    synchronized void addAll(List<Duration> some) {
        all.addAll(some);
    }

    synchronized int count() {
        return all.size();
    }

    /** What 99 of 100 are not above, in ms. */
    synchronized long p99() {
        if (all.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        return all.stream()
                .sorted()
                .skip((long) Math.ceil(0.99 * all.size()) - 1)
                .findFirst()
                .orElseThrow()
                .toMillis();
    }
}
