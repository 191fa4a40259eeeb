package dev.longhand.web.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer that can be given again. Its body is JSON and therefore a text, in UTF-8. */
record KeptAnswer(
        int status, @Nullable String location, @Nullable String contentType, String body) {
    /** Says of an answer that it was given before. */
    static final String REPLAYED = "Idempotent-Replayed";

    static KeptAnswer of(ContentCachingResponseWrapper response) {
        return new KeptAnswer(
                response.getStatus(),
                response.getHeader(HttpHeaders.LOCATION),
                response.getContentType(),
                new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    void replay(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader(REPLAYED, "true");
        if (location != null) {
            response.setHeader(HttpHeaders.LOCATION, location);
        }
        if (contentType != null) {
            response.setContentType(contentType);
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
