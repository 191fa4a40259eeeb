package dev.longhand.training;

import dev.longhand.corpus.Corpus;

/** What a job needs outside of the Java heap, from its spec alone. */
final class MemoryEstimate {
    /** Vectors as long as the parameters: weights, mean gradient, the best so far. The optimizer and the average add theirs. */
    private static final int SHARED_VECTORS = 3;
    /** For each thread: its gradient. */
    private static final int GRADIENTS_A_THREAD = 1;
    /** For each thread: the weights packed for forward and backward. */
    private static final int PACKED_A_THREAD = 2;
    /**
     * Floats for each unit and token of a layer: input and output with their gradients, and what oneDNN keeps for the way
     * back (measured: 15 of workspace at H = 512) and needs meanwhile.
     */
    private static final int FLOATS_A_UNIT = 28;
    /** Of a float: what a number takes that matrix products read in bf16. */
    private static final double BF16 = 0.5;

    private MemoryEstimate() {}

    static long of(TrainingJobSpec spec, Corpus corpus, int threads) {
        var network = spec.network(TokenForecast.of(spec, corpus).vocabulary());
        int shards = Math.min(threads, spec.batchSize());
        double tokens = (double) spec.batchSize() * spec.sequenceLength();
        double packed = PACKED_A_THREAD * (spec.precision() == Precision.BF16 ? BF16 : 1);
        double vectors = SHARED_VECTORS + moments(spec.optimizer()) + (spec.averageDecay() > 0 ? 1 : 0);
        double parameters = network.parameters() * (vectors + (GRADIENTS_A_THREAD + packed) * shards);
        double units = tokens * network.layers() * network.hiddenSize() * FLOATS_A_UNIT;
        double ends = tokens * (2.0 * network.embeddingSize() + 2.0 * network.vocabularySize());
        double ids = corpus.characters();
        return (long) (Float.BYTES * (parameters + units + ends + ids));
    }

    private static int moments(OptimizerSettings optimizer) {
        return switch (optimizer.type()) {
            case SGD, RMSPROP -> 1;
            case ADAM, ADAMW -> 2;
        };
    }
}
