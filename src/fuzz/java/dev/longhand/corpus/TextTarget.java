package dev.longhand.corpus;

import dev.longhand.fuzz.DamagedBytes;
import dev.longhand.fuzz.Target;
import dev.longhand.text.Snippets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Texts of many scripts, damaged byte by byte and uploaded in pieces, against what the JDK decodes in one piece. */
public final class TextTarget implements Target {
    private static final List<byte[]> TEXTS = Snippets.ALL.stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    /** Bytes at which decoders go wrong: overlong, surrogates, beyond the last code point, marks, NUL. */
    private static final List<String> AWKWARD = List.of(
            "\u00C0\u0080",
            "\u00E0\u0080\u00AF",
            "\u00ED\u00A0\u0080",
            "\u00F4\u0090\u0080\u0080",
            "\u00FF",
            "\u00FE",
            "\u00EF\u00BB\u00BF",
            "\0",
            "\r",
            "\r\n",
            "\u00C3",
            "\u00E2\u0082",
            "\u00F0\u009F\u0098",
            "\u0080",
            "\u00F0\u009F\u0098\u0080",
            "\u00ED\u009F\u00BF",
            "\u00EE\u0080\u0080",
            "\u00F4\u008F\u00BF\u00BF");

    @Override
    public boolean accepts(RandomGenerator chance) throws IOException, Wrong {
        var bytes = damaged(chance);
        var text = decoded(bytes);
        try {
            var report = scanned(bytes, chance.nextInt(1, 2 * bytes.length + 2));
            Target.check(text != null && text.indexOf('\0') < 0, "a text is taken that is none");
            Target.check(report.equals(TextScanTest.naive(String.valueOf(text))), "the report is another one");
            Target.check(read(bytes).equals(TextScanTest.asRead(String.valueOf(text))), "it reads otherwise");
            return true;
        } catch (InvalidText e) {
            checkRefusal(bytes, text, e);
            return false;
        }
    }

    private static byte[] damaged(RandomGenerator chance) {
        var whole = TEXTS.get(chance.nextInt(TEXTS.size()));
        int from = chance.nextInt(whole.length);
        var part = Arrays.copyOfRange(whole, from, Math.min(whole.length, from + chance.nextInt(80)));
        if (chance.nextInt(3) == 0) {
            return DamagedBytes.of(part, chance);
        }
        var text = new StringBuilder(new String(part, StandardCharsets.ISO_8859_1));
        for (int changes = chance.nextInt(3); changes > 0; changes--) {
            text.insert(chance.nextInt(text.length() + 1), AWKWARD.get(chance.nextInt(AWKWARD.size())));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static TextReport scanned(byte[] bytes, int chunk) {
        var scan = new TextScan();
        for (int from = 0; from < bytes.length; from += chunk) {
            var part = Arrays.copyOfRange(bytes, from, Math.min(from + chunk, bytes.length));
            scan.accept(part, part.length);
        }
        return scan.finish();
    }

    /** All of it, or null where it is no UTF-8. */
    private static @Nullable String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String read(byte[] bytes) throws IOException {
        var text = new StringWriter();
        try (Reader reader =
                new NormalizedReader(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    /** What stands before the byte that is named is a text, and what begins there is none. */
    private static void checkRefusal(byte[] bytes, @Nullable String text, InvalidText refusal) throws Wrong {
        int offset = ((Number) refusal.members().getOrDefault("byteOffset", -1L)).intValue();
        if (text != null && TextScanTest.asRead(text).isEmpty()) {
            Target.check(offset == 0, "an empty text is refused elsewhere");
            return;
        }
        Target.check(offset >= 0 && offset < bytes.length, "a byte is named that there is not");
        var before = decoded(Arrays.copyOf(bytes, offset));
        Target.check(before != null && before.indexOf('\0') < 0, "the text before the named byte is none");
        Target.check(bytes[offset] == 0 || !beginsWithACharacter(bytes, offset), "the named byte begins a character");
    }

    private static boolean beginsWithACharacter(byte[] bytes, int from) {
        for (int end = from + 1; end <= Math.min(bytes.length, from + 4); end++) {
            if (decoded(Arrays.copyOfRange(bytes, from, end)) != null) {
                return true;
            }
        }
        return false;
    }
}
