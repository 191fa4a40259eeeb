package dev.longhand.web;

import java.time.Duration;

/** Too much at once; the detail names the limit. */
public final class RateLimited extends ProblemException {
    public RateLimited(String detail, Duration retryAfter) {
        super(ProblemType.RATE_LIMITED, detail, retryAfter);
    }
}
