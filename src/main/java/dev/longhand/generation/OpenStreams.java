package dev.longhand.generation;

import dev.longhand.web.RateLimited;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How many streams are open: one may be read long after it was written. */
final class OpenStreams {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    OpenStreams(int most) {
        this.most = most;
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
