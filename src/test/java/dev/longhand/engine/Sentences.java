package dev.longhand.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Segments to test with. */
final class Sentences {
    static final int END = 0;

    private Sentences() {}

    /** Ids of each sentence, the end of which is added. */
    static TokenSource.Segments of(List<int[]> sentences) {
        var ends = new long[sentences.size()];
        var ids = IntStream.builder().add(END);
        long at = 0;
        for (int s = 0; s < ends.length; s++) {
            Arrays.stream(sentences.get(s)).forEach(ids);
            ids.add(END);
            at += sentences.get(s).length + 1;
            ends[s] = at;
        }
        return new TokenSource.Segments(Tokens.of(ids.build().toArray()), ends);
    }

    /** Sentences of these lengths whose tokens are all different: from them one can tell where a token stands. */
    static TokenSource.Segments counting(int... lengths) {
        var ends = new long[lengths.length];
        long at = 0;
        for (int s = 0; s < lengths.length; s++) {
            at += lengths[s] + 1;
            ends[s] = at;
        }
        return new TokenSource.Segments(
                Tokens.of(IntStream.rangeClosed(0, (int) at).toArray()), ends);
    }
}
