package dev.longhand.engine;

/**
 * One training, completely: the same spec and tokens give the same weights, bit by bit.
 *
 * @param seed           from which every random number is derived
 * @param averageDecay   of the exponential moving average of the weights that evaluation and the result use; 0 for none
 * @param precision      of the factors of matrix products; float32 where the processor has no bf16
 * @param batchSize      streams or segments that are read side by side
 * @param sequenceLength steps of truncated back-propagation through time
 * @param epochs         passes over the training tokens
 * @param maxSteps       steps at most, whatever the epochs say
 * @param patience       epochs without a better validation loss after which training ends; the best weights are kept
 * @param threads        threads that share the work; part of the spec, because sums depend on it
 */
public record TrainingSpec(
        NetworkSpec network,
        InitializationSpec initialization,
        long seed,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        ClippingSpec clipping,
        double averageDecay,
        Precision precision,
        int batchSize,
        int sequenceLength,
        int epochs,
        long maxSteps,
        int patience,
        int threads) {

    /** Float32, a constant learning rate and the cell's own initialization. */
    public TrainingSpec(
            NetworkSpec network,
            long seed,
            OptimizerSpec optimizer,
            ClippingSpec clipping,
            int batchSize,
            int sequenceLength,
            int epochs,
            long maxSteps,
            int patience,
            int threads) {
        this(
                network,
                InitializationSpec.defaultFor(network.cell(), network.activation()),
                seed,
                optimizer,
                new ScheduleSpec.Constant(0),
                clipping,
                0,
                Precision.FLOAT32,
                batchSize,
                sequenceLength,
                epochs,
                maxSteps,
                patience,
                threads);
    }

    /** Training tokens that one step needs: every stream its sequence, and the target of the last token. */
    public static long minimumTokens(int batchSize, int sequenceLength) {
        return (long) batchSize * sequenceLength + 1;
    }

    /** Whole steps of one pass over this many training tokens. */
    public static long stepsPerEpoch(long tokens, int batchSize, int sequenceLength) {
        return (tokens - 1) / batchSize / sequenceLength;
    }

    /** What is asked for, or float32 where this machine cannot do it. */
    public Precision precisionHere() {
        return precision.isSupported() ? precision : Precision.FLOAT32;
    }

    /** Whole steps of one pass over this text. */
    public long stepsPerEpoch(TokenSource training) {
        return training.stepsPerEpoch(batchSize, sequenceLength);
    }

    /** Steps of all epochs, or as many as are wanted. */
    public long totalSteps(long stepsPerEpoch) {
        return Math.min(maxSteps, epochs * stepsPerEpoch);
    }
}
