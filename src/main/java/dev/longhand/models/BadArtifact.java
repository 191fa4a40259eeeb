package dev.longhand.models;

import dev.longhand.web.ProblemException;
import dev.longhand.web.ProblemType;

/** A file that was sent is no model that can be served; the detail says what is wrong with it. */
final class BadArtifact extends ProblemException {
    BadArtifact(String detail) {
        super(ProblemType.BAD_ARTIFACT, detail);
    }
}
