package dev.longhand.corpus;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The suffixes of a short text in their order.
 *
 * @param begins where each begins, the smallest first, (m)
 * @param shared how many bytes each has in common with the one before it, (m)
 */
record SortedSuffixes(int[] begins, int[] shared) {
    static SortedSuffixes of(MemorySegment text) {
        int m = (int) text.byteSize();
        var begins = new int[m];
        if (m > 0) {
            try (var memory = Arena.ofConfined()) {
                var suffixes = IntArray.allocate(memory, m);
                SuffixArray.sort(new Symbols.Bytes(text), suffixes);
                for (int rank = 0; rank < m; rank++) {
                    begins[rank] = suffixes.get(rank);
                }
            }
        }
        return new SortedSuffixes(begins, shared(text, begins));
    }

    /** In the order of the text each shares at most one byte less than the one before it (Kasai et al. 2001). */
    private static int[] shared(MemorySegment text, int[] begins) {
        int m = begins.length;
        var ranks = new int[m];
        for (int rank = 0; rank < m; rank++) {
            ranks[begins[rank]] = rank;
        }
        var shared = new int[m];
        for (int i = 0, same = 0; i < m; i++) {
            if (ranks[i] == 0) {
                same = 0;
                continue;
            }
            int j = begins[ranks[i] - 1];
            while (Math.max(i, j) + same < m && byteAt(text, i + same) == byteAt(text, j + same)) {
                same++;
            }
            shared[ranks[i]] = same;
            same = Math.max(0, same - 1);
        }
        return shared;
    }

    private static byte byteAt(MemorySegment text, int i) {
        return text.get(ValueLayout.JAVA_BYTE, i);
    }
}
