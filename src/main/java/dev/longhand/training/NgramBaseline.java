package dev.longhand.training;

import org.jspecify.annotations.Nullable;

/**
 * What models that only count reach on the split of a job: cross-entropy in nats per token, the unit of the job's losses. The
 * tokens that are predicted are those that the network predicts, ends of segments among them, and no context reaches across
 * the border of a segment.
 *
 * @param unigramLoss  of how often each token comes, with one added to each; where there is no validation, of the very tokens
 *                     that were counted
 * @param fiveGramLoss of interpolated Kneser-Ney, see {@link NgramModel}; null without validation, for it knows its own text
 *                     nearly by heart
 */
record NgramBaseline(double unigramLoss, @Nullable Double fiveGramLoss) {
    private static final int ORDER = 5;

    /**
     * How much is read and kept, so that it takes half a second for a book and five for noise of four million tokens.
     *
     * @param trainingTokens   the last ones before the validation, which are learned from
     * @param validationTokens the first ones, which are predicted
     * @param bytes            of heap for the n-grams, about; when they are used up, no more is learned
     */
    record Limits(long trainingTokens, long validationTokens, long bytes) {
        static final Limits USUAL = new Limits(4_000_000, 500_000, 256L << 20);

        /** The usual ones where there is less heap to spend. */
        static Limits within(long bytes) {
            return new Limits(USUAL.trainingTokens, USUAL.validationTokens, Math.min(bytes, USUAL.bytes));
        }
    }

    /**
     * Learns from the one text and predicts the other.
     *
     * @param split at least two tokens to train on
     */
    static NgramBaseline of(TrainingSplit split, int vocabularySize, Limits limits) {
        var training = TokenRuns.of(split.training()).last(limits.trainingTokens());
        if (split.validation().predictions() < 1) {
            return new NgramBaseline(unigramLoss(training, training, vocabularySize), null);
        }
        var validation = TokenRuns.of(split.validation()).first(limits.validationTokens());
        var fiveGrams = new NgramModel(ORDER, vocabularySize, limits.bytes());
        learn(fiveGrams, training);
        return new NgramBaseline(unigramLoss(training, validation, vocabularySize), loss(fiveGrams, validation));
    }

    private static double unigramLoss(TokenRuns training, TokenRuns judged, int vocabularySize) {
        var counts = new int[vocabularySize];
        for (long i = training.begin() + 1; i <= training.end(); i++) {
            counts[training.tokens().get(i)]++;
        }
        double total = (double) training.end() - training.begin() + vocabularySize;
        double sum = 0;
        for (long i = judged.begin() + 1; i <= judged.end(); i++) {
            sum -= Math.log((counts[judged.tokens().get(i)] + 1) / total);
        }
        return sum / (judged.end() - judged.begin());
    }

    private static void learn(NgramModel model, TokenRuns runs) {
        var borders = runs.borders();
        for (int run = 0; run + 1 < borders.length && !model.isFull(); run++) {
            model.begin(runs.tokens().get(borders[run]));
            for (long i = borders[run] + 1; i <= borders[run + 1] && !model.isFull(); i++) {
                model.learn(runs.tokens().get(i));
            }
        }
    }

    /** Nats per token. */
    static double loss(NgramModel model, TokenRuns runs) {
        var borders = runs.borders();
        double sum = 0;
        for (int run = 0; run + 1 < borders.length; run++) {
            model.beginReading(runs.tokens().get(borders[run]));
            for (long i = borders[run] + 1; i <= borders[run + 1]; i++) {
                int token = runs.tokens().get(i);
                sum -= Math.log(model.probability(token));
                model.read(token);
            }
        }
        return sum / (runs.end() - runs.begin());
    }
}
