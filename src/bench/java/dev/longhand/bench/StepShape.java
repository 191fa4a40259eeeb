package dev.longhand.bench;

import java.util.Arrays;

/** A training step: H hidden, L layers, B batch, T time steps, V vocabulary; a token's embedding has H features too. */
record StepShape(int H, int L, int B, int T, int V) {
    static StepShape parse(String text) {
        try {
            var sizes =
                    Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
            if (sizes.length == 5 && Arrays.stream(sizes).allMatch(size -> size > 0)) {
                return new StepShape(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new IllegalArgumentException("a shape is H,L,B,T,V, for example 128,2,50,50,65, and not " + text);
    }

    int tokens() {
        return B * T;
    }

    /** Of the matrix products of one token: forward, and twice that backward; an addition and a product are two. */
    double flopsPerToken() {
        double cells = L * 4.0 * H * (H + H);
        double decoder = (double) H * V;
        return 3 * 2 * (cells + decoder);
    }

    String[] arguments(Pace pace) {
        return new String[] {"" + H, "" + L, "" + B, "" + T, "" + V, "" + pace.warmUpSeconds(), "" + pace.seconds()};
    }

    @Override
    public String toString() {
        return "H=%d L=%d B=%d T=%d V=%d".formatted(H, L, B, T, V);
    }
}
