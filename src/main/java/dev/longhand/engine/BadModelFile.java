package dev.longhand.engine;

/** A file is not a model that can be used; the message says what is wrong, for the one who sent it. */
public final class BadModelFile extends RuntimeException {
    public BadModelFile(String message) {
        super(message);
    }
}
