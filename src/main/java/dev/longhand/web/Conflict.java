package dev.longhand.web;

/** The state of a resource forbids what was asked. */
public final class Conflict extends ProblemException {
    public Conflict(String detail) {
        super(ProblemType.CONFLICT, detail);
    }
}
