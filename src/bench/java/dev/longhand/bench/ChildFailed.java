package dev.longhand.bench;

/** A JVM that was started ended with another code than 0, or not in time. */
final class ChildFailed extends RuntimeException {
    ChildFailed(String message) {
        super(message);
    }
}
