package dev.longhand.experiments;

import java.time.Instant;
import java.time.InstantSource;

/** When a training must end, finished or not. */
record Deadline(InstantSource clock, Instant end) {
    boolean isOver() {
        return clock.instant().isAfter(end);
    }
}
