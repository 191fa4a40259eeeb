package dev.longhand.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies that are too large: by their declared length before a byte is read, and JSON, which nothing else bounds,
 * and plain text, whoever reads it, by counting. The parts of a multipart body a feature counts itself.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1) // before the filter that reads bodies to compare them
class BodyLimitFilter extends OncePerRequestFilter {
    /** Room for the boundaries, headers and names that multipart puts around a file. */
    private static final long MULTIPART_FRAME = 64 * 1024;

    private final Limit json;
    private final List<BodyLimit> limits;
    private final HandlerExceptionResolver problems;

    BodyLimitFilter(
            WebProperties properties,
            List<BodyLimit> limits,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.json = new Limit(
                "The body",
                WebProperties.MAX_JSON_SIZE,
                properties.maxJsonSize().toBytes());
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            checkEncoding(request);
            var type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
            if (type.startsWith("multipart/")) {
                checkDeclaredLength(request);
                chain.doFilter(request, response);
            } else {
                var limit =
                        type.startsWith("text/plain") ? limitOfUploads(request).orElse(json) : json;
                check(request.getContentLengthLong(), limit);
                chain.doFilter(new Counted(request, limit), response);
            }
        } catch (ProblemException problem) {
            problems.resolveException(request, response, null, problem);
        }
    }

    private static void checkEncoding(HttpServletRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new EncodedBody(encoding);
        }
    }

    private void checkDeclaredLength(HttpServletRequest request) {
        limitOfUploads(request).ifPresent(limit -> check(request.getContentLengthLong() - MULTIPART_FRAME, limit));
    }

    private Optional<Limit> limitOfUploads(HttpServletRequest request) {
        return limits.stream()
                .filter(limit -> limit.path().equals(request.getRequestURI()))
                .map(limit -> new Limit("The upload", limit.property(), limit.bytes()))
                .findFirst();
    }

    private static void check(long length, Limit limit) {
        if (length > limit.bytes) {
            throw new TooLarge(limit.what, limit.property, limit.bytes);
        }
    }

    private record Limit(String what, String property, long bytes) {}

    private static final class EncodedBody extends ProblemException {
        EncodedBody(String encoding) {
            super(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "A body with Content-Encoding '%s' is not read here; send it as it is.".formatted(encoding));
        }
    }

    private static final class Counted extends HttpServletRequestWrapper {
        private final Limit limit;

        Counted(HttpServletRequest request, Limit limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream(), limit);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            var charset = getCharacterEncoding();
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), charset == null ? "ISO-8859-1" : charset));
        }
    }

    private static final class CountedStream extends WatchedStream {
        private final Limit limit;
        private long count;

        CountedStream(ServletInputStream body, Limit limit) {
            super(body);
            this.limit = limit;
        }

        @Override
        protected void watch(byte[] bytes, int offset, int length) {
            count += length;
            check(count, limit);
        }
    }
}
