package dev.longhand.web;

import java.time.Duration;

/** A queue has no place left; the detail names its limit. */
public final class QueueFull extends ProblemException {
    public QueueFull(String detail, Duration retryAfter) {
        super(ProblemType.QUEUE_FULL, detail, retryAfter);
    }
}
