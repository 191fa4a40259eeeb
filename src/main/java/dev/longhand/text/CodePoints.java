package dev.longhand.text;

import java.io.IOException;
import java.io.Reader;
import java.util.function.IntConsumer;

/** The code points of a reader; surrogate pairs are joined, also where a buffer ends between them. */
final class CodePoints {
    private static final int BUFFER = 16 * 1024;

    /** No high surrogate is waiting; it is none itself. */
    private static final char NONE = 0;

    private CodePoints() {}

    /** By code points, which {@link String#compareTo} is not: it puts the highest characters before U+E000. */
    static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return Character.isSurrogate(l) == Character.isSurrogate(r)
                        ? Character.compare(l, r)
                        : Boolean.compare(Character.isSurrogate(l), Character.isSurrogate(r));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Whether all surrogates are in pairs, so that the text can be written as UTF-8 and read back. */
    static boolean areWhole(String text) {
        return text.codePoints().noneMatch(codePoint -> Character.getType(codePoint) == Character.SURROGATE);
    }

    /** Half a pair without its other half goes to the consumer as it is, as in {@link String#codePoints}. */
    static void forEach(Reader reader, IntConsumer consumer) throws IOException {
        var buffer = new char[BUFFER];
        char high = NONE;
        for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
            for (int i = 0; i < n; i++) {
                char c = buffer[i];
                if (high != NONE && Character.isLowSurrogate(c)) {
                    consumer.accept(Character.toCodePoint(high, c));
                    high = NONE;
                    continue;
                }
                if (high != NONE) {
                    consumer.accept(high);
                    high = NONE;
                }
                if (Character.isHighSurrogate(c)) {
                    high = c;
                } else {
                    consumer.accept(c);
                }
            }
        }
        if (high != NONE) {
            consumer.accept(high);
        }
    }
}
