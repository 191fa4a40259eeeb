package dev.longhand.training;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text that nobody has checked, none of them longer than a limit: what goes beyond it is read and dropped. */
final class BoundedLines {
    private final Reader text;
    private final int limit;

    /**
     * @param text buffered
     */
    BoundedLines(Reader text, int limit) {
        this.text = text;
        this.limit = limit;
    }

    /** The next line without its end; null after the last one. */
    @Nullable
    String next() throws IOException {
        var line = new StringBuilder();
        int c = text.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = text.read()) {
            if (c != '\r' && line.length() < limit) {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
