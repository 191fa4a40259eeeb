package dev.longhand.openai;

import dev.longhand.web.Invalid;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Training examples in JSON Lines, read as the one text that they stand for: of every line the {@code prompt} with its {@code
 * completion}, or the {@code text}, and a line feed. Models here know no roles, so lines of {@code messages} are refused.
 */
final class JsonLines implements Enumeration<InputStream> {
    private static final String SUFFIX = ".jsonl";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** A line is held in memory. */
    private static final int MAX_LINE = 1 << 20;

    private static final int LOOK_AHEAD = 64;

    private final InputStream file;
    private final JsonMapper json;
    private long line;
    private byte @Nullable [] next;

    private JsonLines(InputStream file, JsonMapper json) {
        this.file = file;
        this.json = json;
        this.next = example();
    }

    /** Whether a file has such a name and begins like an object of JSON; one that does not is a text, whatever its name. */
    static boolean are(@Nullable String name, BufferedInputStream file) throws IOException {
        return name != null && name.toLowerCase(Locale.ROOT).endsWith(SUFFIX) && begin(file);
    }

    private static boolean begin(BufferedInputStream file) throws IOException {
        file.mark(LOOK_AHEAD);
        var begin = new String(file.readNBytes(LOOK_AHEAD), StandardCharsets.UTF_8);
        file.reset();
        return unmarked(begin).strip().startsWith("{");
    }

    private static String unmarked(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    static InputStream text(InputStream file, JsonMapper json) {
        return new SequenceInputStream(new JsonLines(file, json));
    }

    @Override
    public boolean hasMoreElements() {
        return next != null;
    }

    @Override
    public InputStream nextElement() {
        var example = next;
        if (example == null) {
            throw new NoSuchElementException();
        }
        next = example();
        return new ByteArrayInputStream(example);
    }

    /** The text of the next line that is not blank, or null at the end. */
    private byte @Nullable [] example() {
        for (var read = readLine(); read != null; read = readLine()) {
            line++;
            var text = line == 1 ? unmarked(read) : read;
            if (!text.isBlank()) {
                return bytes(text(parse(text)) + "\n");
            }
        }
        return null;
    }

    private @Nullable String readLine() {
        var bytes = new ByteArrayOutputStream();
        try {
            int read = file.read();
            if (read < 0) {
                return null;
            }
            for (; read >= 0 && read != '\n'; read = file.read()) {
                bytes.write(read);
                if (bytes.size() > MAX_LINE) {
                    throw refused("is longer than %,d bytes".formatted(MAX_LINE), line + 1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return decoded(bytes.toByteArray());
    }

    private String decoded(byte[] bytes) {
        try {
            // what is not UTF-8 is refused, and not replaced
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("is not valid UTF-8", line + 1);
        }
    }

    private byte[] bytes(String text) {
        try {
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw refused("has half a surrogate pair", line);
        }
    }

    private JsonNode parse(String read) {
        try {
            return json.readTree(read);
        } catch (JacksonException e) {
            throw refused("is not valid JSON", line);
        }
    }

    private String text(JsonNode example) {
        if (example.has("messages")) {
            throw refused("has messages: models here continue texts and know no roles; send plain text", line);
        }
        if (example.path("prompt").isString() && example.path("completion").isString()) {
            return example.get("prompt").asString() + example.get("completion").asString();
        }
        if (example.path("text").isString()) {
            return example.get("text").asString();
        }
        throw refused("has neither prompt and completion nor text", line);
    }

    private static Invalid refused(String why, long line) {
        return new Invalid("file", "cannot be learned from: line %d %s".formatted(line, why));
    }
}
