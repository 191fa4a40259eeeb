package dev.longhand.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/** What goes wrong with bodies. */
final class BodyDamage {
    /** Beyond what is read of JSON. */
    private static final int TOO_LONG = 17 << 20;

    static final List<Damage> OF_ANY = List.of(
            BodyDamage::json,
            BodyDamage::json,
            BodyDamage::json,
            BodyDamage::json,
            BodyDamage::json,
            BodyDamage::json,
            BodyDamage::bytes,
            BodyDamage::bytes,
            BodyDamage::cutOff,
            (message, chance) -> message.body = DamagedJson.value(chance).getBytes(StandardCharsets.UTF_8),
            (message, chance) -> message.body = new byte[0],
            (message, chance) -> message.body = charset(message.body, chance),
            (message, chance) -> message.body = twice(message.body),
            BodyDamage::gzip,
            BodyDamage::long_,
            BodyDamage::mediaType);

    static final List<Damage> OF_PARTS = List.of(
            replaced("--" + Seeds.BOUNDARY + "--", "--" + Seeds.BOUNDARY, ""),
            replaced("\r\n\r\n", "\r\n", "\n\n", ""),
            replaced(
                    "name=\"file\"",
                    "name=\"\"",
                    "name=file",
                    "name=\"file",
                    "",
                    "name=\"FILE\"",
                    "name=\"file\"; name=\"x\""),
            replaced(
                    "filename=\"a.jsonl\"",
                    "",
                    "filename=\"\"",
                    "filename=\"../../../etc/passwd\"",
                    "filename=\"a\0b\"",
                    "filename*=UTF-8''%ZZ%00",
                    "filename=\"" + "x".repeat(9000) + "\""),
            replaced("form-data", "attachment", "", "form-data; form-data", "mixed"),
            replaced("Content-Disposition", "content-Disposition", "X", "", ":", "Content Disposition"),
            replaced(
                    "application/octet-stream",
                    "multipart/mixed; boundary=b0undary",
                    "",
                    "text/plain; charset=nonsense",
                    "application/json"),
            replaced("name=\"purpose\"", "name=\"file\"", "name=\"name\"", "name=\"unknown\"", "name=\"a[0].b\""),
            replaced("fuzzed", "", "a/b", "\0", "x".repeat(70_000), "\u00FF\u00FE", " ", "..", "%s"),
            replaced("\r\n", "\n", "\r", "\r\n\r\n"),
            replaced("--" + Seeds.BOUNDARY, "--b0undar", "-" + Seeds.BOUNDARY, "--" + Seeds.BOUNDARY + " "),
            (message, chance) -> message.set(Message.CONTENT_TYPE, "multipart/form-data"),
            (message, chance) -> message.set(Message.CONTENT_TYPE, "multipart/form-data; boundary="),
            (message, chance) -> message.set(Message.CONTENT_TYPE, "multipart/form-data; boundary=" + "x".repeat(5000)),
            (message, chance) -> message.set(Message.CONTENT_TYPE, "multipart/mixed; boundary=" + Seeds.BOUNDARY),
            (message, chance) -> message.body = manyParts(chance.nextInt(1, 3000)),
            BodyDamage::bytes,
            BodyDamage::cutOff);

    private BodyDamage() {}

    private static void json(Message message, RandomGenerator chance) {
        var text = new String(message.body, StandardCharsets.UTF_8);
        message.body = DamagedJson.of(text, chance).getBytes(StandardCharsets.UTF_8);
    }

    private static void bytes(Message message, RandomGenerator chance) {
        message.body = DamagedBytes.of(message.body, chance);
    }

    private static void cutOff(Message message, RandomGenerator chance) {
        message.body = java.util.Arrays.copyOf(message.body, chance.nextInt(message.body.length + 1));
    }

    private static byte[] charset(byte[] body, RandomGenerator chance) {
        var text = new String(body, StandardCharsets.UTF_8);
        return text.getBytes(
                switch (chance.nextInt(4)) {
                    case 0 -> StandardCharsets.UTF_16;
                    case 1 -> StandardCharsets.UTF_16LE;
                    case 2 -> StandardCharsets.UTF_32;
                    default -> StandardCharsets.ISO_8859_1;
                });
    }

    private static byte[] twice(byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(body);
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** As it says, or not. */
    private static void gzip(Message message, RandomGenerator chance) {
        try {
            var out = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(out)) {
                zip.write(message.body);
            }
            message.body = out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (chance.nextInt(3) > 0) {
            message.set(
                    "Content-Encoding",
                    List.of("gzip", "x-gzip", "br", "gzip, gzip").get(chance.nextInt(4)));
        }
    }

    /** Mostly still within the limit. */
    private static void long_(Message message, RandomGenerator chance) {
        int length = chance.nextInt(6) == 0 ? TOO_LONG : 1 << chance.nextInt(12, 21);
        var text = new String(message.body, StandardCharsets.ISO_8859_1);
        message.body = Message.latin(text.replaceFirst(":\\s*\"", "$0" + "x".repeat(length)));
    }

    private static void mediaType(Message message, RandomGenerator chance) {
        var types = List.of(
                "application/xml",
                "text/plain",
                "application/json; charset=nonsense",
                "application/json; charset=UTF-16",
                "*/*",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "json",
                "application/json, text/plain",
                "",
                "/",
                "application/json;",
                "application/problem+json",
                "text/plain; charset=\"",
                "application/octet-stream",
                "application/json; charset=UTF-8; q=\"\\",
                "a/b".repeat(3000));
        message.set(Message.CONTENT_TYPE, types.get(chance.nextInt(types.size())));
    }

    private static byte[] manyParts(int count) {
        var part = "--" + Seeds.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"p%d\"\r\n\r\nx\r\n";
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(part.formatted(i));
        }
        return Message.latin(text + "--" + Seeds.BOUNDARY + "--\r\n");
    }

    private static Damage replaced(String what, String... by) {
        return (message, chance) -> {
            var text = new String(message.body, StandardCharsets.ISO_8859_1);
            var instead = by[chance.nextInt(by.length)];
            int at = text.indexOf(what, chance.nextInt(text.length() + 1));
            at = at < 0 ? text.indexOf(what) : at;
            if (at >= 0) {
                message.body = Message.latin(text.substring(0, at) + instead + text.substring(at + what.length()));
            }
        };
    }
}
