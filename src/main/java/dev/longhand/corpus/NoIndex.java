package dev.longhand.corpus;

/** A corpus cannot be searched; the message says why, as a sentence for users. */
public final class NoIndex extends RuntimeException {
    NoIndex(String reason) {
        super(reason);
    }
}
