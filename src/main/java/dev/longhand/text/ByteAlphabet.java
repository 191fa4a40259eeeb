package dev.longhand.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * GPT-2's way to write bytes as characters that can be seen: those of ISO 8859-1 stand for themselves, the others, such as the
 * space, go by U+0100 and what follows (Radford et al. 2019, {@code bytes_to_unicode}). A {@code tokenizer.json} is written
 * in it.
 */
final class ByteAlphabet {
    private static final int BYTES = 256;
    private static final int FIRST_HIDDEN = 0x100;
    private static final int NO_BYTE = -1;

    private static final char[] SYMBOLS = new char[BYTES];

    /** Behind the last symbol. */
    static final int END;

    /** By symbol; {@link #NO_BYTE} between them. */
    private static final int[] VALUES;

    static {
        int hidden = 0;
        for (int value = 0; value < BYTES; value++) {
            SYMBOLS[value] = (char) (isSeen(value) ? value : FIRST_HIDDEN + hidden++);
        }
        END = FIRST_HIDDEN + hidden;
        VALUES = new int[END];
        Arrays.fill(VALUES, NO_BYTE);
        for (int value = 0; value < BYTES; value++) {
            VALUES[SYMBOLS[value]] = value;
        }
    }

    private ByteAlphabet() {}

    private static boolean isSeen(int value) {
        return (value >= '!' && value <= '~') || (value >= '¡' && value <= '¬') || (value >= '®' && value <= 'ÿ');
    }

    /** All symbols in the order of their code points, as the first tokens of GPT-2. */
    static List<String> symbols() {
        return IntStream.range(0, BYTES)
                .mapToObj(value -> SYMBOLS[value])
                .sorted()
                .map(String::valueOf)
                .toList();
    }

    static boolean isWritten(String text) {
        return text.chars().allMatch(c -> c < END && VALUES[c] != NO_BYTE);
    }

    /** The UTF-8 of a code point, appended as symbols; U+FFFD instead of half a surrogate pair, which has none. */
    static void append(StringBuilder symbols, int codePoint) {
        boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        var bytes = Character.toString(half ? 0xFFFD : codePoint).getBytes(StandardCharsets.UTF_8);
        for (byte value : bytes) {
            symbols.append(SYMBOLS[Byte.toUnsignedInt(value)]);
        }
    }

    static byte[] bytes(String symbols) {
        var bytes = new ByteArrayOutputStream(symbols.length());
        symbols.chars().forEach(c -> bytes.write(VALUES[c]));
        return bytes.toByteArray();
    }
}
