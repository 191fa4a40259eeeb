package dev.longhand.engine;

import java.util.random.RandomGenerator;

/** One pass over a text as calls of the network: which ids each row reads at each step, and what follows them. */
interface Batches {
    /** Target of a place that counts nowhere. */
    int NONE = -1;

    long calls();

    /** Whether every row begins from the zero state at this call. */
    boolean beginsAnew(long call);

    /** Fills ids time by time: those of step t stand at {@code [t·B, (t+1)·B)}. */
    void fill(long call, int[] inputs, int[] targets);

    /** A stream is read in its order; segments in a random one. */
    static Batches forTraining(TokenSource source, int B, int T, RandomGenerator order) {
        return switch (source) {
            case TokenSource.Stream stream -> TokenStreams.forTraining(stream.tokens(), B, T);
            case TokenSource.Segments segments -> SegmentBatches.shuffled(segments, B, T, order);
        };
    }

    /** Every token counts. */
    static Batches forEvaluation(TokenSource source, int B, int T) {
        return switch (source) {
            case TokenSource.Stream stream -> TokenStreams.forEvaluation(stream.tokens(), B, T);
            case TokenSource.Segments segments -> SegmentBatches.sorted(segments, B, T);
        };
    }
}
