package dev.longhand.corpus;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A corpus that can be searched for pieces of a text. It may be used by several threads, and keeps a file open until it is
 * closed; it does not mind when the corpus is deleted meanwhile.
 */
public final class CorpusIndex implements AutoCloseable {
    /** The highest bit of each of eight bytes. */
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private final IndexFile file;
    private final MemorySegment corpus;
    private final IntArray suffixes;

    CorpusIndex(IndexFile file) {
        this.file = file;
        corpus = file.text();
        suffixes = file.suffixes();
    }

    /**
     * The longest piece of a text that stands in the corpus, whole characters only.
     *
     * <p>One binary search among the suffixes of the corpus for each place of the text where a longer one could begin, but for
     * those where the text goes on as at one before; so it makes no difference how much a text repeats itself. A comparison goes no
     * further than the longest overlap, many bytes at a time.
     */
    public Overlap longestOverlap(String text) {
        return new Search(text, EncodedText.of(text)).longest();
    }

    /** The search for the longest piece of one text. */
    private final class Search {
        private final String text;
        private final EncodedText encoded;
        private int first;
        private int length;
        private long position;

        Search(String text, EncodedText encoded) {
            this.text = text;
            this.encoded = encoded;
        }

        Overlap longest() {
            var sorted = SortedSuffixes.of(encoded.utf8());
            int sharedWithLast = 0;
            for (int rank = 0; rank < sorted.begins().length; rank++) {
                sharedWithLast = Math.min(sharedWithLast, sorted.shared()[rank]);
                int i = encoded.characterAt(sorted.begins()[rank]);
                if (i >= 0) {
                    lookFor(i, sharedWithLast);
                    sharedWithLast = Integer.MAX_VALUE;
                }
            }
            return overlap();
        }

        /** Looks for a longer piece from this character on, unless the last one went on in the same way. */
        private void lookFor(int character, int sharedWithLast) {
            if (character + length >= encoded.characters() || sharedWithLast >= encoded.bytes(character, length + 1)) {
                return;
            }
            var match = longestMatch(encoded.utf8(), encoded.starts()[character]);
            if (encoded.bytes(character, length + 1) <= match.bytes) {
                first = character;
                length = encoded.whole(character, match.bytes, length + 1);
                position = match.position;
            }
        }

        private Overlap overlap() {
            int begin = text.offsetByCodePoints(0, first);
            int end = text.offsetByCodePoints(begin, length);
            return new Overlap(length, text.substring(begin, end), length == 0 ? 0 : characters(position));
        }
    }

    /** A place of the corpus, and how many bytes from there on are as asked for. */
    private record Match(long position, long bytes) {}

    /** Where most bytes are as in the text from here on: beside the place where such a suffix would be sorted in. */
    private Match longestMatch(MemorySegment text, int from) {
        int low = 0;
        int high = suffixes.size();
        long sharedWithLow = 0;
        long sharedWithHigh = 0;
        var longest = new Match(0, 0);
        while (low < high) {
            int middle = (low + high) >>> 1;
            int suffix = suffixes.get(middle);
            // every suffix between the two shares what both share with the text
            long shared = shared(text, from, suffix, Math.min(sharedWithLow, sharedWithHigh));
            if (shared > longest.bytes) {
                longest = new Match(suffix, shared);
            }
            if (isSmaller(suffix + shared, text, from + shared)) {
                low = middle + 1;
                sharedWithLow = shared;
            } else {
                high = middle;
                sharedWithHigh = shared;
            }
        }
        return longest;
    }

    /** How many bytes are the same from both on, given that so many are. */
    private long shared(MemorySegment text, int from, int suffix, long known) {
        long different =
                MemorySegment.mismatch(text, from + known, text.byteSize(), corpus, suffix + known, corpus.byteSize());
        return different < 0 ? text.byteSize() - from : known + different;
    }

    /** Whether the corpus has the smaller byte there, or ends. */
    private boolean isSmaller(long inCorpus, MemorySegment text, long inText) {
        if (inText == text.byteSize()) {
            return false;
        }
        return inCorpus == corpus.byteSize()
                || Byte.compareUnsigned(
                                corpus.get(ValueLayout.JAVA_BYTE, inCorpus), text.get(ValueLayout.JAVA_BYTE, inText))
                        < 0;
    }

    /** Characters that begin before this byte of the corpus. */
    private long characters(long end) {
        long inside = 0;
        long i = 0;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long bytes = corpus.get(ValueLayout.JAVA_LONG_UNALIGNED, i);
            // bytes inside of a character are those that begin with 10
            inside += Long.bitCount(bytes & ~(bytes << 1) & HIGHEST_BITS);
        }
        for (; i < end; i++) {
            inside += (corpus.get(ValueLayout.JAVA_BYTE, i) & 0xc0) == 0x80 ? 1 : 0;
        }
        return end - inside;
    }

    @Override
    public void close() {
        file.close();
    }
}
