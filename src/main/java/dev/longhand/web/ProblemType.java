package dev.longhand.web;

import org.springframework.http.HttpStatus;

/** Every kind of problem that the API answers; the slug is the end of the problem's {@code type}. */
public enum ProblemType {
    MALFORMED_REQUEST("malformed-request", "The request cannot be read", HttpStatus.BAD_REQUEST),
    UNKNOWN_PROPERTY("unknown-property", "The request has a property that does not exist", HttpStatus.BAD_REQUEST),
    UNAUTHORIZED("unauthorized", "The request needs a key", HttpStatus.UNAUTHORIZED),
    FORBIDDEN("forbidden", "The key does not allow this", HttpStatus.FORBIDDEN),
    NOT_FOUND("not-found", "There is no such resource", HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED("method-not-allowed", "The resource does not have this method", HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE("not-acceptable", "The answer does not exist in this media type", HttpStatus.NOT_ACCEPTABLE),
    CONFLICT("conflict", "The state of the resource forbids this", HttpStatus.CONFLICT),
    TOO_LARGE("too-large", "The request is larger than the limit", HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type", "This media type is not read here", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    INVALID("invalid", "The request has values that are not allowed", HttpStatus.UNPROCESSABLE_CONTENT),
    INVALID_TEXT("invalid-text", "The text cannot be used", HttpStatus.UNPROCESSABLE_CONTENT),
    CORPUS_TOO_SMALL("corpus-too-small", "The corpus is too small for this job", HttpStatus.UNPROCESSABLE_CONTENT),
    UNKNOWN_CHARACTERS(
            "unknown-characters", "The model does not know some characters", HttpStatus.UNPROCESSABLE_CONTENT),
    OVER_BUDGET("over-budget", "The job needs more than this service has", HttpStatus.UNPROCESSABLE_CONTENT),
    BAD_ARTIFACT("bad-artifact", "The file is not a model that can be used", HttpStatus.UNPROCESSABLE_CONTENT),
    QUEUE_FULL("queue-full", "The queue is full", HttpStatus.TOO_MANY_REQUESTS),
    RATE_LIMITED("rate-limited", "Too many requests", HttpStatus.TOO_MANY_REQUESTS),
    UNAVAILABLE("unavailable", "The service cannot do this now", HttpStatus.SERVICE_UNAVAILABLE),
    INTERNAL("internal", "The service failed", HttpStatus.INTERNAL_SERVER_ERROR);

    private final String slug;
    private final String title;
    private final HttpStatus status;

    ProblemType(String slug, String title, HttpStatus status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    String slug() {
        return slug;
    }

    String title() {
        return title;
    }

    HttpStatus status() {
        return status;
    }
}
