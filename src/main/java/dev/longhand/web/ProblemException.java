package dev.longhand.web;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A situation that the API answers with an RFC 9457 problem; each subclass names one. */
public abstract class ProblemException extends RuntimeException {
    private final ProblemType type;
    private final @Nullable Duration retryAfter;

    protected ProblemException(ProblemType type, String detail) {
        this(type, detail, null);
    }

    /**
     * @param retryAfter when the same request may succeed; null where it will not
     */
    protected ProblemException(ProblemType type, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.type = type;
        this.retryAfter = retryAfter;
    }

    /** Members of the problem beyond type, title, status and detail. */
    protected Map<String, Object> members() {
        return Map.of();
    }

    /** Headers of the answer beyond {@code Retry-After}. */
    protected void addHeaders(HttpHeaders headers) {}

    final HttpHeaders headers() {
        var headers = new HttpHeaders();
        addHeaders(headers);
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return headers;
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
