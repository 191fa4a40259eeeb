package dev.longhand.resilience;

/** A server did not answer, or not what was expected. */
public final class NoAnswer extends RuntimeException {
    public NoAnswer(String message) {
        super(message);
    }

    public NoAnswer(Throwable cause) {
        super(String.valueOf(cause), cause);
    }
}
