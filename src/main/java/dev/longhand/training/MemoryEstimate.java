package dev.longhand.training;

import dev.longhand.corpus.Corpus;

/** What a job needs outside of the Java heap, from its spec alone. */
final class MemoryEstimate {
    /** Vectors as long as the parameters: weights, mean gradient, two moments, the best so far. */
    private static final int SHARED_VECTORS = 5;
    /** For each thread: its gradient, and the weights packed for forward and backward. */
    private static final int VECTORS_A_THREAD = 3;
    /**
     * Floats for each unit and token of a layer: input and output with their gradients, and what oneDNN keeps for the way
     * back (measured: 15 of workspace at H = 512) and needs meanwhile.
     */
    private static final int FLOATS_A_UNIT = 28;

    private MemoryEstimate() {}

    static long of(TrainingJobRequest request, Corpus corpus, int threads) {
        var network = request.network().toSpec(corpus.distinctCharacters());
        int shards = Math.min(threads, request.batchSize());
        double tokens = (double) request.batchSize() * request.sequenceLength();
        double parameters = (double) network.parameters() * (SHARED_VECTORS + (double) VECTORS_A_THREAD * shards);
        double units = tokens * network.layers() * network.hiddenSize() * FLOATS_A_UNIT;
        double ends = tokens * (2.0 * network.embeddingSize() + 2.0 * network.vocabularySize());
        double ids = corpus.characters();
        return (long) (Float.BYTES * (parameters + units + ends + ids));
    }
}
