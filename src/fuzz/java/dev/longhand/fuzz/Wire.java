package dev.longhand.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A bare connection, over which a client library would refuse to send what is to be sent. */
final class Wire {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int MOST_OF_A_BODY = 1 << 20;

    private Wire() {}

    static RawAnswer exchange(int port, Message message) throws IOException {
        return exchange(port, message.bytes(), message.cut, message.isHead());
    }

    /**
     * @param cut  whether the sender goes silent for ever
     * @param head whether the answer has no body
     */
    static RawAnswer exchange(int port, byte[] request, boolean cut, boolean head) throws IOException {
        long begin = System.nanoTime();
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            send(socket, request, cut);
            return answer(new BufferedInputStream(socket.getInputStream()), head, begin);
        }
    }

    /** Who does not want to hear it all may have answered. */
    private static void send(Socket socket, byte[] request, boolean cut) {
        try {
            socket.getOutputStream().write(request);
            if (cut) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // the answer, or that there is none, tells more
        }
    }

    private static RawAnswer answer(InputStream in, boolean head, long begin) throws IOException {
        int status;
        Map<String, String> headers;
        do {
            var line = line(in);
            if (line.isEmpty()) {
                return RawAnswer.none(since(begin));
            }
            if (!line.startsWith("HTTP/")) {
                return bare(line, in, begin);
            }
            status = Integer.parseInt(line.substring(9, 12));
            headers = headers(in);
        } while (status / 100 == 1);
        var after = since(begin);
        var body = head || status == 204 || status == 304 ? new byte[0] : body(in, status, headers);
        return new RawAnswer(status, headers, body, status >= 400 ? since(begin) : after);
    }

    /** Where no version was read, Tomcat answers as HTTP/0.9 did: a body and nothing else. */
    private static RawAnswer bare(String begun, InputStream in, long begin) throws IOException {
        var all = begun + new String(in.readNBytes(MOST_OF_A_BODY), StandardCharsets.ISO_8859_1);
        return new RawAnswer(400, Map.of("content-type", "application/problem+json"), Message.latin(all), since(begin));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Without its end; empty at the end of everything. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        return headers;
    }

    /** Of streams nothing: they end when somebody goes away. */
    private static byte[] body(InputStream in, int status, Map<String, String> headers) throws IOException {
        if (status < 400 && headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return chunks(in);
        }
        var length = headers.get("content-length");
        if (length == null) {
            return in.readNBytes(MOST_OF_A_BODY);
        }
        int all = (int) Math.min(MOST_OF_A_BODY, Long.parseLong(length));
        var body = in.readNBytes(all);
        if (body.length < all) {
            throw new EOFException("the answer ends before its end");
        }
        return body;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0 && body.size() < MOST_OF_A_BODY; size = chunkSize(in)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        var line = line(in);
        if (line.isEmpty()) {
            throw new EOFException("the answer ends before its end");
        }
        return Integer.parseInt(line, 16);
    }
}
