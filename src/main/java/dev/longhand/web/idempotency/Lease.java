package dev.longhand.web.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Renews a claim at the middle of its time, whenever it is run: a slow upload takes longer than any lease. */
final class Lease implements Runnable {
    private final Clock clock;
    private final Duration half;
    private final Runnable renewal;
    private Instant middle;

    Lease(Clock clock, Duration length, Runnable renewal) {
        this.clock = clock;
        this.half = length.dividedBy(2);
        this.renewal = renewal;
        this.middle = clock.instant().plus(half);
    }

    @Override
    public void run() {
        var now = clock.instant();
        if (!now.isBefore(middle)) {
            middle = now.plus(half);
            renewal.run();
        }
    }
}
