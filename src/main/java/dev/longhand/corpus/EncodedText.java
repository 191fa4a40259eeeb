package dev.longhand.corpus;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text in UTF-8 that knows where its characters begin.
 *
 * @param utf8   (m)
 * @param starts where each character begins, and where the last one ends, (characters + 1)
 */
record EncodedText(MemorySegment utf8, int[] starts) {
    /** No corpus has this character. */
    private static final int NUL = 0;

    static EncodedText of(String text) {
        // half a surrogate pair has no UTF-8 and is in no corpus
        int[] codePoints = text.codePoints()
                .map(codePoint -> Character.getType(codePoint) == Character.SURROGATE ? NUL : codePoint)
                .toArray();
        var bytes = new String(codePoints, 0, codePoints.length).getBytes(StandardCharsets.UTF_8);
        var starts = new int[codePoints.length + 1];
        for (int i = 0; i < codePoints.length; i++) {
            starts[i + 1] = starts[i] + length(codePoints[i]);
        }
        return new EncodedText(MemorySegment.ofArray(bytes), starts);
    }

    private static int length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    int characters() {
        return starts.length - 1;
    }

    /** Which character begins with this byte; negative where it is inside of one. */
    int characterAt(int from) {
        return Arrays.binarySearch(starts, from);
    }

    /** Of so many characters from one on. */
    int bytes(int first, int characters) {
        return starts[first + characters] - starts[first];
    }

    /** How many characters from one on lie wholly within so many bytes, given that it is at least so many. */
    int whole(int first, long bytes, int atLeast) {
        int characters = atLeast;
        while (first + characters < characters() && bytes(first, characters + 1) <= bytes) {
            characters++;
        }
        return characters;
    }
}
