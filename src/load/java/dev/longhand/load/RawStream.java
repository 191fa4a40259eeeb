package dev.longhand.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A stream over a bare connection, read as little as one likes. */
final class RawStream implements AutoCloseable {
    /** So that the sender's side fills soon. */
    private static final int BUFFER = 4096;

    private static final String BEGIN = "HTTP/1.1 200";
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();

    RawStream(int port, String path, Map<String, ?> request) throws IOException {
        socket.setReceiveBufferSize(BUFFER);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var body = JsonMapper.shared().writeValueAsBytes(request);
        var head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n"
                        + "Content-Length: %d\r\n\r\n";
        socket.getOutputStream().write(head.formatted(path, body.length).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
    }

    /** Waits for the answer to begin; one that is refused is no stream. */
    void awaitBegin() throws IOException {
        var line = new String(socket.getInputStream().readNBytes(BEGIN.length()), StandardCharsets.US_ASCII);
        if (!line.equals(BEGIN)) {
            throw new IOException("the stream was refused: " + line);
        }
    }

    /** Reads so many bytes. */
    void read(int bytes) throws IOException {
        if (socket.getInputStream().readNBytes(bytes).length < bytes) {
            throw new IOException("the stream has ended");
        }
    }

    /**
     * Goes away.
     *
     * @param abruptly with a reset instead of a farewell
     */
    void vanish(boolean abruptly) throws IOException {
        if (abruptly) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
