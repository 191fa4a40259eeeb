package dev.longhand.generation;

import dev.longhand.web.RateLimited;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How many streams are open: one may be read long after it was written. */
final class OpenStreams {
    /** Nobody reads faster. */
    private static final long FASTEST_PACE = 5_000_000;

    /** For each stream: so that all together do not take more packets a second than there is time for. */
    private static final long PACE_OF_EACH = 600_000;

    /** Still a text that flows. */
    private static final long SLOWEST_PACE = 100_000_000;

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    OpenStreams(int most) {
        this.most = most;
    }

    /** How long each stream rests between two packets, in nanoseconds: longer where there are more. */
    long pace() {
        return Math.clamp(open.get() * PACE_OF_EACH, FASTEST_PACE, SLOWEST_PACE);
    }

    /**
     * @return what must run when the stream is closed; again does nothing
     * @throws RateLimited when as many are open as may be
     */
    Runnable open() {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            throw new RateLimited(
                    "%d streams are open already (longhand.generation.max-streams).".formatted(most),
                    Duration.ofSeconds(1));
        }
        var closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
        };
    }
}
