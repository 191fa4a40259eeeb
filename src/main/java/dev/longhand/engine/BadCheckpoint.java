package dev.longhand.engine;

/** A file is not a checkpoint that this training can go on from; the message says why. */
public final class BadCheckpoint extends RuntimeException {
    public BadCheckpoint(String message) {
        super(message);
    }
}
