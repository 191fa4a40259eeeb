package dev.longhand.corpus;

import java.io.IOException;
import java.io.Reader;

/** A text as training reads it: without a leading byte order mark, and with LF where the text has CRLF. */
final class NormalizedReader extends Reader {
    private static final char BOM = '\uFEFF';

    private final Reader in;
    private boolean begun;
    /** A character that was read ahead, or -1. */
    private int pending = -1;

    NormalizedReader(Reader in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        int c = next();
        if (!begun) {
            begun = true;
            c = c == BOM ? next() : c;
        }
        if (c == '\r') {
            int following = in.read();
            if (following == '\n') {
                return '\n';
            }
            pending = following;
        }
        return c;
    }

    private int next() throws IOException {
        int c = pending;
        pending = -1;
        return c >= 0 ? c : in.read();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
            int c = read();
            if (c < 0) {
                return n == 0 ? -1 : n;
            }
            buffer[offset + n++] = (char) c;
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
