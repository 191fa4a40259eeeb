package dev.longhand.web.idempotency;

import dev.longhand.web.Idempotent;
import dev.longhand.web.ProblemException;
import dev.longhand.web.ProblemType;
import java.time.Duration;

/** The first request with a key has no answer yet that could be given to the second. */
final class StillRunning extends ProblemException {
    /** Most requests take less than a second; who asks too early is told so again. */
    private static final Duration SOON = Duration.ofSeconds(1);

    StillRunning() {
        super(ProblemType.CONFLICT, "A request with this %s is still running.".formatted(Idempotent.KEY), SOON);
    }
}
