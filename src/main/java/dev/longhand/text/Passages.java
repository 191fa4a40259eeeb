package dev.longhand.text;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/** A long text in passages that can be cut into words by themselves: lines with their line feeds, or parts of very long lines. */
final class Passages {
    /** A line this long ends at its next space already. */
    private static final int LONG = 16 * 1024;

    /** And here in any case: the dictionary of words without spaces takes memory by the length of the passage. */
    private static final int LONGEST = 2 * LONG;

    private Passages() {}

    static void forEach(Reader text, Consumer<String> consumer) throws IOException {
        var passage = new StringBuilder();
        CodePoints.forEach(text, codePoint -> {
            passage.appendCodePoint(codePoint);
            int length = passage.length();
            if (codePoint == '\n' || (codePoint == ' ' && length >= LONG) || length >= LONGEST) {
                consumer.accept(passage.toString());
                passage.setLength(0);
            }
        });
        if (!passage.isEmpty()) {
            consumer.accept(passage.toString());
        }
    }
}
