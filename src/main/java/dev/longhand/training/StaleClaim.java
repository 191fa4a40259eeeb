package dev.longhand.training;

import java.util.UUID;

/** The one who writes is not the one who works on the job any more: what it writes is refused. */
final class StaleClaim extends RuntimeException {
    StaleClaim(UUID jobId, long fence, long current) {
        super("Training job %s was claimed with fence %d, which is %d by now".formatted(jobId, fence, current));
    }
}
