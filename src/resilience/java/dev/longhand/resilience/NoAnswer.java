package dev.longhand.resilience;

/** A server did not answer, or not what was expected. */
final class NoAnswer extends RuntimeException {
    NoAnswer(String message) {
        super(message);
    }

    NoAnswer(Throwable cause) {
        super(String.valueOf(cause), cause);
    }
}
