package dev.longhand.web.idempotency;

import dev.longhand.web.ProblemException;
import dev.longhand.web.ProblemType;

/** A body that cannot be read to its end. */
final class BrokenBody extends ProblemException {
    BrokenBody() {
        super(ProblemType.MALFORMED_REQUEST, "The body ended before it was complete.");
    }
}
