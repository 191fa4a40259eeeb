package dev.longhand.engine;

/**
 * One training, completely: the same spec and tokens give the same weights, bit by bit.
 *
 * @param seed           from which every random number is derived
 * @param batchSize      streams that are read side by side
 * @param sequenceLength steps of truncated back-propagation through time
 * @param epochs         passes over the training tokens
 * @param maxSteps       steps at most, whatever the epochs say
 * @param patience       epochs without a better validation loss after which training ends; the best weights are kept
 * @param threads        threads that share the rows of a batch; part of the spec, because sums depend on it
 */
public record TrainingSpec(
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

    /** Training tokens that one step needs: every stream its sequence, and the target of the last token. */
    public static long minimumTokens(int batchSize, int sequenceLength) {
        return (long) batchSize * sequenceLength + 1;
    }

    /** Whole steps of one pass over this many training tokens. */
    public static long stepsPerEpoch(long tokens, int batchSize, int sequenceLength) {
        return (tokens - 1) / batchSize / sequenceLength;
    }

    long stepsPerEpoch(long tokens) {
        return stepsPerEpoch(tokens, batchSize, sequenceLength);
    }

    public long totalSteps(long tokens) {
        return Math.min(maxSteps, epochs * stepsPerEpoch(tokens));
    }
}
