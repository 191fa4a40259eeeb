package dev.longhand.text;

import java.io.IOException;
import java.io.Reader;
import java.util.function.IntConsumer;

/** The code points of a reader; surrogate pairs are joined, also where a buffer ends between them. */
final class CodePoints {
    private static final int BUFFER = 16 * 1024;

    private CodePoints() {}

    static void forEach(Reader reader, IntConsumer consumer) throws IOException {
        var buffer = new char[BUFFER];
        int high = -1;
        for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
            for (int i = 0; i < n; i++) {
                char c = buffer[i];
                if (high >= 0) {
                    consumer.accept(Character.toCodePoint((char) high, c));
                    high = -1;
                } else if (Character.isHighSurrogate(c)) {
                    high = c;
                } else {
                    consumer.accept(c);
                }
            }
        }
    }
}
