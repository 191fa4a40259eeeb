package dev.longhand.engine;

/** What a network reads: one long text, or segments that each begin from the zero state. */
public sealed interface TokenSource {
    Tokens tokens();

    /** Tokens that are predicted: all but the very first. */
    default long predictions() {
        return Math.max(0, tokens().size() - 1);
    }

    /** Whole steps of one pass. */
    long stepsPerEpoch(int batchSize, int sequenceLength);

    /** Time steps whose gradients are summed at a time: so few of a segment that rows which have ended change no bit. */
    int stepsPerSum(int sequenceLength);

    /** One long text; each token's target is the token after it. */
    record Stream(Tokens tokens) implements TokenSource {
        @Override
        public long stepsPerEpoch(int batchSize, int sequenceLength) {
            return TrainingSpec.stepsPerEpoch(tokens.size(), batchSize, sequenceLength);
        }

        @Override
        public int stepsPerSum(int sequenceLength) {
            return sequenceLength;
        }
    }

    /**
     * Segments one behind the other. The text begins with an end-of-segment token and each segment ends in one, so that the
     * end of one is the start token of the next.
     *
     * @param tokens end, first segment, end, second segment, end, …
     * @param ends   where the end-of-segment token of each segment stands, rising
     */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; nobody compares two of these
    record Segments(Tokens tokens, long[] ends) implements TokenSource {
        private static final int STEPS_PER_SUM = 16;

        @Override
        public long stepsPerEpoch(int batchSize, int sequenceLength) {
            return ends.length == 0
                    ? 0
                    : SegmentBatches.sorted(this, batchSize, sequenceLength).calls();
        }

        @Override
        public int stepsPerSum(int sequenceLength) {
            return Math.min(STEPS_PER_SUM, sequenceLength);
        }

        int count() {
            return ends.length;
        }

        /** Where the start token of a segment stands. */
        long begin(int segment) {
            return segment == 0 ? 0 : ends[segment - 1];
        }

        /** Tokens of a segment, its end included. */
        long length(int segment) {
            return ends[segment] - begin(segment);
        }
    }
}
