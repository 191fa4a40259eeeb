package dev.longhand.text;

import com.ibm.icu.text.BreakIterator;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The words of a text: what lies between two word boundaries of Unicode (UAX #29), with ICU's dictionaries for scripts that
 * are written without spaces. Every punctuation mark is a word, every line break is one; other white space is none.
 */
final class Words {
    static final String NEW_LINE = "\n";

    private Words() {}

    static void forEach(Reader text, Consumer<String> consumer) throws IOException {
        var boundaries = BreakIterator.getWordInstance(Locale.ROOT);
        Passages.forEach(text, passage -> {
            boundaries.setText(passage);
            int start = boundaries.first();
            for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
                var word = passage.substring(start, end);
                if (isLineBreak(word)) {
                    consumer.accept(NEW_LINE);
                } else if (!isSpace(word)) {
                    consumer.accept(word);
                }
                start = end;
            }
        });
    }

    private static boolean isLineBreak(String word) {
        return word.charAt(0) == '\n' || word.charAt(0) == '\r';
    }

    static boolean isSpace(String word) {
        return word.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
