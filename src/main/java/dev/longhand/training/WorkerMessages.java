package dev.longhand.training;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The way of messages out of a worker: each is one line that leaves at once, whichever thread sends it. */
final class WorkerMessages {
    private final OutputStream out;

    WorkerMessages(OutputStream out) {
        this.out = out;
    }

    /**
     * Sends a message; it waits where nobody reads.
     *
     * @throws UncheckedIOException when the service is gone
     */
    void send(WorkerMessage message) {
        var line = (json(message) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            try {
                out.write(line);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Declared as a message, because its type stands in the JSON only then. */
    private static String json(WorkerMessage message) {
        return WorkerJson.MAPPER.writerFor(WorkerMessage.class).writeValueAsString(message);
    }
}
