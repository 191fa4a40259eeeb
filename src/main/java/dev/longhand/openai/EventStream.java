package dev.longhand.openai;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events as OpenAI's clients read them: JSON without names or ids, and {@code [DONE]} at the end. Nothing leaves
 * before the first of them or the first sign of life, so that until then a failure can have a status of its own.
 */
final class EventStream {
    private final HttpServletResponse response;
    private final JsonMapper json;
    private boolean begun;

    EventStream(HttpServletResponse response, JsonMapper json) {
        this.response = response;
        this.json = json;
    }

    /** Forgets what was sent, unless some of it has left; whether it was forgotten. */
    boolean takeBack() {
        if (response.isCommitted()) {
            return false;
        }
        response.reset();
        return true;
    }

    void send(Object data) throws IOException {
        write("data: " + json.writeValueAsString(data) + "\n\n");
    }

    /** A comment: nothing for the client, and for everything between a sign of life. */
    void beat() throws IOException {
        write(": \n\n");
    }

    void end() throws IOException {
        write("data: [DONE]\n\n");
        flush();
    }

    /** Lets go what was sent: many events that have come together are few packets. */
    void flush() throws IOException {
        response.flushBuffer();
    }

    private void write(String event) throws IOException {
        if (!begun) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no"); // proxies send on what they have
            begun = true;
        }
        response.getOutputStream().write(event.getBytes(StandardCharsets.UTF_8));
    }
}
