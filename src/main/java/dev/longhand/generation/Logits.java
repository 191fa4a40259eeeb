package dev.longhand.generation;

/** What a model says of the next token, in double. */
final class Logits {
    private Logits() {}

    /** A network may overflow on what it never saw; then its numbers are as high or low as they can be, and still numbers. */
    static double[] of(float[] logits) {
        var values = new double[logits.length];
        for (int id = 0; id < values.length; id++) {
            values[id] = Float.isNaN(logits[id])
                    ? -Float.MAX_VALUE
                    : Math.clamp((double) logits[id], -Float.MAX_VALUE, Float.MAX_VALUE);
        }
        return values;
    }

    /** Natural logarithms of the probabilities: {@code zᵢ - max z - ln Σ exp(zⱼ - max z)}. */
    static double[] logProbabilities(double[] logits) {
        double highest = logits[Ranking.first(logits)];
        double sum = 0;
        for (double logit : logits) {
            sum += StrictMath.exp(logit - highest);
        }
        double normalizer = highest + StrictMath.log(sum);
        var probabilities = new double[logits.length];
        for (int id = 0; id < logits.length; id++) {
            probabilities[id] = logits[id] - normalizer;
        }
        return probabilities;
    }
}
