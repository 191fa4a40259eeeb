package dev.longhand.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A request before it becomes bytes, of which every part may be anything. */
final class Message {
    static final String CONTENT_TYPE = "Content-Type";

    /** How the end of the body is told. */
    enum Framing {
        LENGTH,
        CHUNKED,
        UNTOLD
    }

    private record Header(String name, String value) {}

    String method;
    String target;
    String version = "HTTP/1.1";
    byte[] body = new byte[0];
    Framing framing = Framing.LENGTH;
    /** Whether nothing more comes although something was announced, or whether nobody knows. */
    boolean cut;
    /** Whether target, method or head are such that nobody can say who should answer. */
    boolean odd;

    private final List<Header> headers = new ArrayList<>();

    Message(String method, String target) {
        this.method = method;
        this.target = target;
    }

    Message add(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    Message set(String name, String value) {
        return without(name).add(name, value);
    }

    Message without(String name) {
        headers.removeIf(header -> header.name.equalsIgnoreCase(name));
        return this;
    }

    Message body(String type, String text) {
        return body(type, text.getBytes(StandardCharsets.UTF_8));
    }

    Message body(String type, byte[] bytes) {
        body = bytes;
        return set(CONTENT_TYPE, type);
    }

    boolean isOf(String mediaType) {
        return headers.stream()
                .anyMatch(header -> header.name.equals(CONTENT_TYPE) && header.value.startsWith(mediaType));
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        var head = new StringBuilder("%s %s %s\r\n".formatted(method, target, version));
        headers.forEach(header ->
                head.append(header.name).append(": ").append(header.value).append("\r\n"));
        switch (framing) {
            case LENGTH ->
                head.append(body.length > 0 || isWithBody() ? "Content-Length: " + body.length + "\r\n" : "");
            case CHUNKED -> head.append("Transfer-Encoding: chunked\r\n");
            case UNTOLD -> {}
        }
        out.writeBytes(latin(head.append("\r\n").toString()));
        if (framing == Framing.CHUNKED && body.length > 0) {
            out.writeBytes(latin(Integer.toHexString(body.length) + "\r\n"));
            out.writeBytes(body);
            out.writeBytes(latin("\r\n"));
        } else {
            out.writeBytes(body);
        }
        out.writeBytes(latin(framing == Framing.CHUNKED ? "0\r\n\r\n" : ""));
        return out.toByteArray();
    }

    private boolean isWithBody() {
        return List.of("POST", "PUT", "PATCH").contains(method.toUpperCase(Locale.ROOT));
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
