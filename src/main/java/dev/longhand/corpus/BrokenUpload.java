package dev.longhand.corpus;

import dev.longhand.web.ProblemException;
import dev.longhand.web.ProblemType;

/** The body ended before its time: a client that went away, or a length that was announced wrongly. */
final class BrokenUpload extends ProblemException {
    BrokenUpload() {
        super(ProblemType.MALFORMED_REQUEST, "The body could not be read to its end; nothing was kept.");
    }
}
