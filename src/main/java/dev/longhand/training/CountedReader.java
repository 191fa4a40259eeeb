package dev.longhand.training;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the characters that are read as work. */
final class CountedReader extends FilterReader {
    private final AtomicLong work;

    CountedReader(Reader text, AtomicLong work) {
        super(text);
        this.work = work;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        work.addAndGet(c < 0 ? 0 : 1);
        return c;
    }

    @Override
    public int read(char[] characters, int offset, int length) throws IOException {
        int n = super.read(characters, offset, length);
        work.addAndGet(Math.max(0, n));
        return n;
    }
}
