package dev.longhand.web.idempotency;

import dev.longhand.web.Idempotent;
import dev.longhand.web.Invalid;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets a request with a key through once, and answers it from then on. It is the last filter, so that what the others refuse
 * or bound never gets here.
 *
 * <p>A server that dies after something was created and before its answer was kept leaves a claim that ends with its lease;
 * the request that comes after that creates a second one.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class IdempotencyFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);

    private final IdempotentOperations operations;
    private final IdempotencyKeys keys;
    private final MultipartResolver multipart;
    private final HandlerExceptionResolver problems;

    IdempotencyFilter(
            IdempotentOperations operations,
            IdempotencyKeys keys,
            MultipartResolver multipart,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.operations = operations;
        this.keys = keys;
        this.multipart = multipart;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader(Idempotent.KEY) == null || !operations.cover(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            answerWithParts(KeyedRequest.of(request), request, response, chain);
        } catch (RuntimeException failure) {
            if (problems.resolveException(request, response, null, failure) == null) {
                throw failure;
            }
        }
    }

    /** A multipart body comes in before its key is claimed: that may take longer than a lease. */
    private void answerWithParts(
            KeyedRequest keyed, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!multipart.isMultipart(request)) {
            answer(keyed, request, response, chain);
            return;
        }
        MultipartHttpServletRequest parts = multipart.resolveMultipart(request);
        try {
            answer(keyed, parts, response, chain);
        } finally {
            multipart.cleanupMultipart(parts);
        }
    }

    private void answer(KeyedRequest keyed, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (keys.claim(keyed)) {
            case Claim.Granted claim -> serve(claim, request, response, chain);
            case Claim.Running(var target) -> {
                check(target.equals(keyed.target()));
                throw new StillRunning();
            }
            case Claim.Finished(var target, var fingerprint, var answer) -> {
                check(target.equals(keyed.target()));
                check(fingerprint.equals(FingerprintedBody.of(request, () -> {}).fingerprint()));
                answer.replay(response);
            }
        }
    }

    private static void check(boolean sameRequest) {
        if (!sameRequest) {
            throw new Invalid(
                    Idempotent.KEY, "was used for another request: another path, query or body needs a new key");
        }
    }

    /** The answer leaves after its key is settled, so that who repeats the request at once meets no claim. */
    private void serve(Claim.Granted claim, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var lease = keys.lease(claim);
        var body = FingerprintedBody.of(request, () -> settle(lease));
        var answer = new ContentCachingResponseWrapper(response);
        boolean created = false;
        try {
            chain.doFilter(body.request(), answer);
            if (answer.getStatus() / 100 == 2) {
                var fingerprint = body.fingerprint();
                created = true;
                settle(() -> keys.finish(claim, fingerprint, KeptAnswer.of(answer)));
            }
        } finally {
            if (!created) {
                settle(() -> keys.free(claim));
            }
        }
        answer.copyBodyToResponse();
    }

    /** What was done is done, and its client is to know: a claim that cannot be settled ends with its lease. */
    private static void settle(Runnable update) {
        try {
            update.run();
        } catch (DataAccessException e) {
            log.warn("A key stays claimed until its lease ends", e);
        }
    }
}
