package dev.longhand.corpus;

import java.lang.foreign.Arena;

/**
 * Sorts the suffixes of a text in linear time (SA-IS; Nong, Zhang and Chan 2009). The leftmost S suffixes, at most half of all, are
 * sorted first: by what lies between one and the next, and where that leaves equal ones, by sorting the suffixes of the text of
 * their ranks in the same way. All others follow from their order in two passes.
 *
 * <p>Besides the result it needs up to a quarter of a byte of heap for each symbol, all levels together, and outside of the heap four
 * bytes for each symbol of their alphabets; that is, for a text of n bytes, less than 4n.
 */
final class SuffixArray {
    private final Symbols text;
    private final int n;
    private final IntArray suffixes;
    private final SuffixTypes types;
    private final Buckets buckets;

    private SuffixArray(Symbols text, IntArray suffixes, Arena memory) {
        this.text = text;
        this.n = text.size();
        this.suffixes = suffixes;
        types = new SuffixTypes(text);
        buckets = new Buckets(text, IntArray.allocate(memory, text.alphabet()));
    }

    /**
     * Fills {@code suffixes}, (n), with where the suffixes of a text begin, the smallest first.
     *
     * @param text of n symbols, at least one
     */
    static void sort(Symbols text, IntArray suffixes) {
        try (var memory = Arena.ofConfined()) {
            new SuffixArray(text, suffixes, memory).sort();
        }
    }

    private void sort() {
        placeLeftmostUnsorted();
        induce();
        int pieces = collectLeftmost();
        int names = namePieces(pieces);
        sortLeftmost(pieces, names);
        placeLeftmostSorted(pieces);
        induce();
    }

    private void placeLeftmostUnsorted() {
        suffixes.clear(0, n);
        buckets.fromBacks();
        for (int i = 1; i < n; i++) {
            if (types.isLeftmost(i)) {
                suffixes.set(buckets.nextOfBack(text.at(i)), i);
            }
        }
    }

    /** From leftmost S suffixes in their order: all L suffixes in theirs, and from those all S suffixes. */
    private void induce() {
        buckets.fromFronts();
        suffixes.set(buckets.nextOfFront(text.at(n - 1)), n - 1);
        for (int rank = 0; rank < n; rank++) {
            int before = suffixes.get(rank) - 1;
            if (before >= 0 && !types.isSmaller(before)) {
                suffixes.set(buckets.nextOfFront(text.at(before)), before);
            }
        }
        buckets.fromBacks();
        for (int rank = n - 1; rank >= 0; rank--) {
            int before = suffixes.get(rank) - 1;
            if (before >= 0 && types.isSmaller(before)) {
                suffixes.set(buckets.nextOfBack(text.at(before)), before);
            }
        }
    }

    /** Moves the leftmost S suffixes to the front, in the order of their pieces; says how many there are. */
    private int collectLeftmost() {
        int pieces = 0;
        for (int rank = 0; rank < n; rank++) {
            int i = suffixes.get(rank);
            if (types.isLeftmost(i)) {
                suffixes.set(pieces++, i);
            }
        }
        return pieces;
    }

    /** Writes the rank of each piece, equal ones the same, to the back in the order of the text; says how many ranks. */
    private int namePieces(int pieces) {
        suffixes.clear(pieces, n);
        int names = 0;
        for (int rank = 0; rank < pieces; rank++) {
            int i = suffixes.get(rank);
            names += rank > 0 && isSamePiece(suffixes.get(rank - 1), i) ? 0 : 1;
            suffixes.set(pieces + i / 2, names - 1); // two of them never stand side by side in the text
        }
        for (int from = n - 1, to = n - 1; from >= pieces; from--) {
            if (suffixes.get(from) >= 0) {
                suffixes.set(to--, suffixes.get(from));
            }
        }
        return names;
    }

    /** Whether the text is the same from here and from there up to the next leftmost S suffix, and that one's first symbol. */
    private boolean isSamePiece(int here, int there) {
        for (int d = 0; here + d < n && there + d < n; d++) {
            if (text.at(here + d) != text.at(there + d) || types.isSmaller(here + d) != types.isSmaller(there + d)) {
                return false;
            }
            if (d > 0 && (types.isLeftmost(here + d) || types.isLeftmost(there + d))) {
                return types.isLeftmost(here + d) && types.isLeftmost(there + d);
            }
        }
        return false; // one of them goes on to the end of the text
    }

    /** Puts the leftmost S suffixes to the front in their order. */
    private void sortLeftmost(int pieces, int names) {
        var reduced = suffixes.part(n - pieces, n);
        if (names < pieces) {
            sort(new Symbols.Names(reduced, names), suffixes.part(0, pieces));
        } else {
            for (int i = 0; i < pieces; i++) {
                suffixes.set(reduced.get(i), i);
            }
        }
        for (int i = 1, piece = 0; i < n; i++) {
            if (types.isLeftmost(i)) {
                reduced.set(piece++, i);
            }
        }
        for (int rank = 0; rank < pieces; rank++) {
            suffixes.set(rank, reduced.get(suffixes.get(rank)));
        }
    }

    private void placeLeftmostSorted(int pieces) {
        suffixes.clear(pieces, n);
        buckets.fromBacks();
        for (int rank = pieces - 1; rank >= 0; rank--) {
            int i = suffixes.get(rank);
            suffixes.set(rank, -1);
            suffixes.set(buckets.nextOfBack(text.at(i)), i);
        }
    }
}
