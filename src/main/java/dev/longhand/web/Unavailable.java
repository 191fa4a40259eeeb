package dev.longhand.web;

import java.time.Duration;
import java.util.Map;

/** The service cannot do this now, but will be able to. */
public final class Unavailable extends ProblemException {
    private final Duration retryAfter;

    public Unavailable(String detail, Duration retryAfter) {
        super(ProblemType.UNAVAILABLE, detail);
        this.retryAfter = retryAfter;
    }

    @Override
    protected Map<String, String> headers() {
        return Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
}
