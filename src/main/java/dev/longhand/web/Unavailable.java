package dev.longhand.web;

import java.time.Duration;

/** The service cannot do this now, but will be able to. */
public final class Unavailable extends ProblemException {
    public Unavailable(String detail, Duration retryAfter) {
        super(ProblemType.UNAVAILABLE, detail, retryAfter);
    }
}
