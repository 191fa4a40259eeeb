package dev.longhand.corpus;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What suffixes are sorted of: a text of symbols from 0 until its alphabet ends. */
sealed interface Symbols {
    int size();

    /** How many symbols there may be. */
    int alphabet();

    int at(int index);

    /** A text's UTF-8; the order of its bytes is the order of its code points. */
    record Bytes(MemorySegment text) implements Symbols {
        @Override
        public int size() {
            return (int) text.byteSize();
        }

        @Override
        public int alphabet() {
            return 256;
        }

        @Override
        public int at(int index) {
            return text.get(ValueLayout.JAVA_BYTE, index) & 0xff;
        }
    }

    /** The names of longer pieces. */
    record Names(IntArray text, int alphabet) implements Symbols {
        @Override
        public int size() {
            return text.size();
        }

        @Override
        public int at(int index) {
            return text.get(index);
        }
    }
}
