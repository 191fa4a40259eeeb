package dev.longhand.generation;

import dev.longhand.generation.StreamEvent.Done;
import dev.longhand.generation.StreamEvent.Piece;
import dev.longhand.web.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a stream as server-sent events, on the thread of its request and at the pace of its client. What has come together is sent
 * together, so that many streams cost few packets.
 */
@Component
class TokenEvents {
    private static final Logger log = LoggerFactory.getLogger(TokenEvents.class);
    /** Bytes that are sent at once, about. */
    private static final int PACKET = 1 << 16;

    private static final byte[] STILL_HERE = ": still here\n\n".getBytes(StandardCharsets.US_ASCII);

    private final JsonMapper json;
    private final Problems problems;

    TokenEvents(JsonMapper json, Problems problems) {
        this.json = json;
        this.problems = problems;
    }

    /** Sends all of a stream, and closes it when the client has gone. */
    void send(TextStream stream, HttpServletResponse response) {
        try (stream) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no"); // proxies send on what they have
            response.flushBuffer();
            var out = response.getOutputStream();
            boolean open = true;
            while (open) {
                open = sendNext(stream, out);
                out.flush();
            }
        } catch (IOException e) {
            log.debug("The client of generation {} has gone", stream.id(), e);
        }
    }

    /** Waits for what comes next and sends it, with all that has come since; whether more will come. */
    private boolean sendNext(TextStream stream, OutputStream out) throws IOException {
        var packet = new ByteArrayOutputStream();
        boolean open = true;
        try {
            var event = stream.next();
            if (event == null) {
                packet.writeBytes(STILL_HERE);
            }
            while (event != null) {
                write(event, packet);
                open = !(event instanceof Done);
                event = open && packet.size() < PACKET ? stream.poll() : null;
            }
        } catch (InterruptedException e) {
            open = false;
        } catch (RuntimeException e) {
            open = false;
            write("error", problems.of(e), packet);
        }
        packet.writeTo(out);
        return open;
    }

    private void write(StreamEvent event, ByteArrayOutputStream packet) {
        switch (event) {
            case Piece piece -> write("token", piece, packet);
            case Done done -> write("done", StreamEnd.of(done.response()), packet);
        }
    }

    private void write(String name, Object data, ByteArrayOutputStream packet) {
        packet.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        packet.writeBytes(json.writeValueAsBytes(data));
        packet.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
    }
}
