package dev.longhand.web;

import java.time.Duration;
import java.util.Map;

/** A queue has no place left; the detail names its limit. */
public final class QueueFull extends ProblemException {
    private final Duration retryAfter;

    public QueueFull(String detail, Duration retryAfter) {
        super(ProblemType.QUEUE_FULL, detail);
        this.retryAfter = retryAfter;
    }

    @Override
    protected Map<String, String> headers() {
        return Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
}
