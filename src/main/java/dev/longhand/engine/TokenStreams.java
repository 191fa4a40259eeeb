package dev.longhand.engine;

/**
 * A text cut into equal streams that are read side by side, one a row of the batch; each token's target is the token after
 * it. Rows beyond the last stream and places beyond the end of the text have target {@value #NONE}, which counts nowhere.
 */
final class TokenStreams {
    static final int NONE = -1;

    private final Tokens tokens;
    private final int streams;
    private final long length;

    private TokenStreams(Tokens tokens, int streams, long length) {
        this.tokens = tokens;
        this.streams = streams;
        this.length = length;
    }

    /** For training: streams as long as the text allows; what is left at its end is not read. */
    static TokenStreams forTraining(Tokens tokens, int rows) {
        return new TokenStreams(tokens, rows, (tokens.size() - 1) / rows);
    }

    /**
     * For evaluation: every token counts. A short text is cut into fewer streams than there are rows, so that each is at
     * least {@code shortest} long and the tokens that follow a cold start weigh little.
     */
    static TokenStreams forEvaluation(Tokens tokens, int rows, long shortest) {
        long predictions = tokens.size() - 1;
        int streams = Math.clamp(predictions / shortest, 1, rows);
        return new TokenStreams(tokens, streams, Math.ceilDiv(predictions, streams));
    }

    /** Targets that count. */
    long predictions() {
        return tokens.size() - 1;
    }

    /** Calls of this many steps that read all of it. */
    long calls(int steps) {
        return Math.ceilDiv(length, steps);
    }

    /** Fills ids time by time: those of step t stand at {@code [t·rows, (t+1)·rows)}. */
    void fill(long from, int steps, int firstRow, int rows, int[] inputs, int[] targets) {
        for (int t = 0; t < steps; t++) {
            for (int r = 0; r < rows; r++) {
                long inStream = from + t;
                long at = (firstRow + r) * length + inStream;
                boolean counts = firstRow + r < streams && inStream < length && at + 1 < tokens.size();
                inputs[t * rows + r] = counts ? tokens.get(at) : 0;
                targets[t * rows + r] = counts ? tokens.get(at + 1) : NONE;
            }
        }
    }
}
