package dev.longhand.web;

/** The caller is known, and may not do this. */
public final class Forbidden extends ProblemException {
    public Forbidden(String detail) {
        super(ProblemType.FORBIDDEN, detail);
    }
}
