package dev.longhand.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id, the caller's own where it sends a plain one: it is in the answer and in every line of the log that is
 * written for it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {
    static final String HEADER = "X-Request-Id";

    /** The name of the id among the fields of a line of the log. */
    private static final String FIELD = "requestId";

    private static final String ATTRIBUTE = RequestIdFilter.class.getName();
    /** What cannot break a line of a log, and is not worth sending to fill one. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /** The id of the request that this thread works for; a new one where it works for none. */
    static String current() {
        var id = MDC.get(FIELD);
        return id == null ? Ids.next().toString() : id;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = idOf(request);
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        try (var _ = MDC.putCloseable(FIELD, id)) {
            chain.doFilter(request, response);
        }
    }

    /** The same one when a request comes here again, for its asynchronous end or for an error. */
    private static String idOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String known ? known : idOf(request.getHeader(HEADER));
    }

    private static String idOf(@Nullable String given) {
        return given != null && PLAIN.matcher(given).matches()
                ? given
                : Ids.next().toString();
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
