package dev.longhand.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies that are too large: by their declared length before a byte is read, and JSON, which nothing else bounds,
 * by counting. What a feature streams itself (plain text, parts of a multipart body) it counts itself.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1) // before the filter that reads bodies to compare them
class BodyLimitFilter extends OncePerRequestFilter {
    /** Room for the boundaries, headers and names that multipart puts around a file. */
    private static final long MULTIPART_FRAME = 64 * 1024;

    private final long maxJson;
    private final List<BodyLimit> limits;
    private final HandlerExceptionResolver problems;

    BodyLimitFilter(
            WebProperties properties,
            List<BodyLimit> limits,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.maxJson = properties.maxJsonSize().toBytes();
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            checkEncoding(request);
            var type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
            boolean streamed = type.startsWith("multipart/") || type.startsWith("text/plain");
            if (streamed) {
                checkDeclaredLength(request);
                chain.doFilter(request, response);
            } else {
                check(request.getContentLengthLong(), maxJson, "The body", WebProperties.MAX_JSON_SIZE);
                chain.doFilter(new Counted(request, maxJson), response);
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
        for (var limit : limits) {
            if (limit.path().equals(request.getRequestURI())) {
                check(request.getContentLengthLong() - MULTIPART_FRAME, limit.bytes(), "The upload", limit.property());
            }
        }
    }

    private static void check(long length, long maximum, String what, String property) {
        if (length > maximum) {
            throw new TooLarge(what, property, maximum);
        }
    }

    private static final class EncodedBody extends ProblemException {
        EncodedBody(String encoding) {
            super(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "A body with Content-Encoding '%s' is not read here; send it as it is.".formatted(encoding));
        }
    }

    private static final class Counted extends HttpServletRequestWrapper {
        private final long maximum;

        Counted(HttpServletRequest request, long maximum) {
            super(request);
            this.maximum = maximum;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream(), maximum);
        }
    }

    private static final class CountedStream extends ServletInputStream {
        private final ServletInputStream stream;
        private final long maximum;
        private long count;

        CountedStream(ServletInputStream stream, long maximum) {
            this.stream = stream;
            this.maximum = maximum;
        }

        @Override
        public int read() throws IOException {
            int value = stream.read();
            counted(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = stream.read(bytes, offset, length);
            counted(read);
            return read;
        }

        private void counted(int read) {
            count += Math.max(read, 0);
            check(count, maximum, "The body", WebProperties.MAX_JSON_SIZE);
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
