package dev.longhand.training;

import dev.longhand.engine.NetworkSpec;

/**
 * What the process of a job has resident at most, from its spec alone: the Java machine and its libraries, the text, the
 * network. {@code src/bench/run memory} holds it against processes: their peaks lie between half of it and all of it.
 */
final class MemoryEstimate {
    private static final double MEBIBYTE = 1 << 20;
    /** Measured with the smallest network: the Java machine, classes, code, the libraries, a heap that is hardly used. */
    private static final double PROCESS = 280 * MEBIBYTE;

    /** Vectors as long as the parameters, whatever the optimizer: weights, gradient, the best so far, and the artifact when it is read back. */
    private static final int VECTORS = 4;
    /** Packed for the way forward and for the way back. */
    private static final int PACKED = 2;
    /** Of a float: what a number takes that matrix products read in bf16. */
    private static final double BF16 = 0.5;
    /** Floats for each unit and step of oneDNN's own LSTM: output, gates, what it keeps for the way back, and scratch. */
    private static final int ONE_PRIMITIVE = 33;
    /** Of every other layer: the output and its gradient, one number that some cells keep, one for the masks and the rest. */
    private static final int OUTPUTS = 5;

    /** Of each segment: where it ends, and its place in the order of reading. */
    private static final int BYTES_A_SEGMENT = 64;
    /** Of heap for each token of the models that only count: a letter mostly comes in a known context, a word seldom. */
    private static final int COUNTS_A_LETTER = 48;

    private static final int COUNTS_A_WORD = 200;
    private static final int LETTERS = 256;

    private MemoryEstimate() {}

    /**
     * The estimate, in bytes.
     *
     * @param threads that share the work
     */
    static long of(TrainingJobSpec spec, TokenForecast forecast, int threads) {
        var network = spec.network(forecast.vocabulary());
        int shards = Math.min(threads, spec.batchSize());
        double floats = vectors(spec, network) + threads(spec, network, shards) + activations(spec, network);
        return (long) (PROCESS + text(forecast) + Float.BYTES * floats);
    }

    private static double text(TokenForecast forecast) {
        var limits = NgramBaseline.Limits.USUAL;
        double counts = Math.min(
                limits.bytes(),
                Math.min(limits.trainingTokens(), forecast.most())
                        * (double) (forecast.vocabulary() <= LETTERS ? COUNTS_A_LETTER : COUNTS_A_WORD));
        return (double) Integer.BYTES * forecast.most() + (double) BYTES_A_SEGMENT * forecast.segments() + counts;
    }

    /** An average is evaluated in the place of the weights, which are put aside meanwhile. */
    private static double vectors(TrainingJobSpec spec, NetworkSpec network) {
        int moments = switch (spec.optimizer().type()) {
            case SGD, RMSPROP -> 1;
            case ADAM, ADAMW -> 2;
        };
        return (double) network.parameters() * (VECTORS + moments + (spec.averageDecay() > 0 ? 2 : 0));
    }

    /**
     * Each thread packs the cells for itself and has a gradient of them; the decoder is packed once for all. Both are packed
     * once more for the sample of text that ends an epoch.
     */
    private static double threads(TrainingJobSpec spec, NetworkSpec network, int shards) {
        double embedding = (double) network.vocabularySize() * network.embeddingSize();
        double decoder = (double) network.vocabularySize()
                * (network.tieEmbeddings() ? network.embeddingSize() : network.hiddenSize());
        double cells = network.parameters() - (network.tieEmbeddings() ? decoder : embedding + decoder);
        double copies = shards * PACKED * factor(spec) + (shards - 1) + (network.recurrentDropout() > 0 ? 1 : 0);
        return cells * copies + decoder * PACKED * factor(spec) + cells + decoder;
    }

    private static double activations(TrainingJobSpec spec, NetworkSpec network) {
        double N = (double) spec.batchSize() * spec.sequenceLength();
        double ends = 2.0 * network.embeddingSize() * (network.tieEmbeddings() ? 2 : 1)
                + network.vocabularySize() * (isRounded(spec) ? 1 + BF16 : 1);
        return N * (network.layers() * network.hiddenSize() * floatsAUnit(spec, network) + ends);
    }

    /** What a step of a layer reads, side by side, its sums, and both once more where products read them in bf16. */
    private static double floatsAUnit(TrainingJobSpec spec, NetworkSpec network) {
        int sums = switch (network.cell()) {
            case LSTM -> 4;
            case GRU -> 6;
            case RNN -> 1;
        };
        boolean primitive = spec.network().cell() == NetworkSettings.Cell.LSTM && !isRounded(spec);
        double dropped = network.dropout() > 0 ? 1 : 0;
        double read = 2 * factor(spec);
        return dropped + (primitive ? ONE_PRIMITIVE : OUTPUTS + read + sums * (isRounded(spec) ? 1 + BF16 : 1));
    }

    private static double factor(TrainingJobSpec spec) {
        return isRounded(spec) ? BF16 : 1;
    }

    private static boolean isRounded(TrainingJobSpec spec) {
        return spec.precision() == Precision.BF16;
    }
}
