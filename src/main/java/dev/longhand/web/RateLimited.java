package dev.longhand.web;

import java.time.Duration;
import java.util.Map;

/** Too much at once; the detail names the limit. */
public final class RateLimited extends ProblemException {
    private final Duration retryAfter;

    public RateLimited(String detail, Duration retryAfter) {
        super(ProblemType.RATE_LIMITED, detail);
        this.retryAfter = retryAfter;
    }

    @Override
    protected Map<String, String> headers() {
        return Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
}
