package dev.longhand.web;

import org.springframework.http.ProblemDetail;

/** What a client is told of a failure, where it cannot be told by the status: the answer has begun already. */
public interface Problems {
    /** The problem of a failure; what nobody expected is logged under the id that the client gets. */
    ProblemDetail of(Exception failure);
}
