package dev.longhand.web;

/** There is no resource of this kind under this name or id. */
public final class NotFound extends ProblemException {
    public NotFound(String kind, Object reference) {
        super(ProblemType.NOT_FOUND, "There is no %s '%s'.".formatted(kind, reference));
    }
}
