package dev.longhand.engine;

/**
 * A text cut into equal streams that are read side by side, one a row of the batch; each token's target is the token after
 * it. The state is carried on from call to call. Rows beyond the last stream and places beyond the end of the text have no
 * target.
 */
final class TokenStreams implements Batches {
    /** A stream of a validation text is at least this many sequences long, so that its cold start weighs little. */
    private static final int EVALUATION_SEQUENCES = 8;

    private final Tokens tokens;
    private final int streams;
    private final int B;
    private final int T;
    private final long length;
    private final long calls;

    private TokenStreams(Tokens tokens, int streams, int B, int T, long length, long calls) {
        this.tokens = tokens;
        this.streams = streams;
        this.B = B;
        this.T = T;
        this.length = length;
        this.calls = calls;
    }

    /** Streams as long as the text allows; what is left at the end of each, less than a sequence, is not read. */
    static TokenStreams forTraining(Tokens tokens, int B, int T) {
        long length = (tokens.size() - 1) / B;
        return new TokenStreams(tokens, B, B, T, length, length / T);
    }

    /** Every token counts. A short text is cut into fewer streams than there are rows, so that each is long enough. */
    static TokenStreams forEvaluation(Tokens tokens, int B, int T) {
        long predictions = tokens.size() - 1;
        int streams = Math.clamp(predictions / ((long) EVALUATION_SEQUENCES * T), 1, B);
        long length = Math.ceilDiv(predictions, streams);
        return new TokenStreams(tokens, streams, B, T, length, Math.ceilDiv(length, T));
    }

    @Override
    public long calls() {
        return calls;
    }

    @Override
    public boolean beginsAnew(long call) {
        return call == 0;
    }

    @Override
    public void fill(long call, int[] inputs, int[] targets) {
        for (int t = 0; t < T; t++) {
            long inStream = call * T + t;
            for (int row = 0; row < B; row++) {
                long at = row * length + inStream;
                boolean counts = row < streams && inStream < length && at + 1 < tokens.size();
                inputs[t * B + row] = counts ? tokens.get(at) : 0;
                targets[t * B + row] = counts ? tokens.get(at + 1) : NONE;
            }
        }
    }
}
