package dev.longhand.text;

import com.ibm.icu.text.BreakIterator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The sentences of a text by the boundaries of Unicode (UAX #29). Line breaks within a sentence stay in it and end nothing:
 * lines are wrapped where the page ends. An empty line ends a sentence whether or not it has a full stop, as after a heading.
 */
final class Sentences {
    /** A paragraph this long gives away its whole sentences before it ends. */
    private static final int LONG = 64 * 1024;

    private final BreakIterator boundaries = BreakIterator.getSentenceInstance(Locale.ROOT);
    private final Consumer<String> consumer;
    private final StringBuilder paragraph = new StringBuilder();
    private int patience = LONG;

    private Sentences(Consumer<String> consumer) {
        this.consumer = consumer;
    }

    static void forEach(Reader text, Consumer<String> consumer) throws IOException {
        var sentences = new Sentences(consumer);
        var reader = new BufferedReader(text);
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            sentences.read(line);
        }
        sentences.end();
    }

    private void read(String line) {
        if (line.isBlank()) {
            end();
            return;
        }
        paragraph.append(line).append('\n');
        if (paragraph.length() >= patience) {
            paragraph.delete(0, giveAll(paragraph.toString()));
            // what is left grows on: looking at it again after every line would take the square of its length
            patience = LONG + 2 * paragraph.length();
        }
    }

    private void end() {
        var text = paragraph.toString();
        give(text.substring(giveAll(text)));
        paragraph.setLength(0);
        patience = LONG;
    }

    /** Gives away all sentences but the last one, which may go on; where that begins. */
    private int giveAll(String text) {
        boundaries.setText(text.replace('\n', ' '));
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE && end < text.length(); end = boundaries.next()) {
            give(text.substring(start, end));
            start = end;
        }
        return start;
    }

    private void give(String sentence) {
        if (!sentence.isBlank()) {
            consumer.accept(sentence.strip());
        }
    }
}
