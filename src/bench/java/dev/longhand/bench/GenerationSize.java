package dev.longhand.bench;

import java.util.Arrays;

/** A network that writes: H hidden, L layers, V vocabulary, and so many texts side by side; embeddings have H features too. */
record GenerationSize(int H, int L, int V, int streams) {
    /** Tokens of a text: what is timed as one step. */
    static final int LENGTH = 100;

    static GenerationSize parse(String text) {
        try {
            var sizes =
                    Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
            if (sizes.length == 4 && Arrays.stream(sizes).allMatch(size -> size > 0)) {
                return new GenerationSize(sizes[0], sizes[1], sizes[2], sizes[3]);
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new IllegalArgumentException("a size is H,L,V,streams, for example 128,2,65,1, and not " + text);
    }

    int tokens() {
        return streams * LENGTH;
    }

    String[] arguments(Pace pace) {
        return new String[] {
            "" + H, "" + L, "" + V, "" + streams, "" + LENGTH, "" + pace.warmUpSeconds(), "" + pace.seconds()
        };
    }

    @Override
    public String toString() {
        return "H=%d L=%d V=%d, %d %s".formatted(H, L, V, streams, streams == 1 ? "stream" : "streams");
    }
}
