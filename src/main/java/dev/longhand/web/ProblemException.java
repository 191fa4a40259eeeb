package dev.longhand.web;

import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A situation that the API answers with an RFC 9457 problem; each subclass names one. */
public abstract class ProblemException extends RuntimeException {
    private final ProblemType type;

    protected ProblemException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    /** Members of the problem beyond type, title, status and detail. */
    protected Map<String, Object> members() {
        return Map.of();
    }

    /** Response headers that belong to the problem, such as {@code Retry-After}. */
    protected Map<String, String> headers() {
        return Map.of();
    }

    final HttpStatus status() {
        return type.status();
    }

    final ProblemDetail toProblem() {
        var problem = problem(type, String.valueOf(getMessage()));
        members().forEach(problem::setProperty);
        return problem;
    }

    static ProblemDetail problem(ProblemType type, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
        problem.setType(URI.create("/problems/" + type.slug()));
        problem.setTitle(type.title());
        return problem;
    }
}
