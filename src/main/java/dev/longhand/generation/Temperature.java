package dev.longhand.generation;

/**
 * Logits to the weights that tokens are drawn by: {@code wᵢ = exp((zᵢ - max z) / t)} (Ackley, Hinton and Sejnowski 1985). Below 1
 * the probable gets more probable, above 1 everything gets more alike.
 *
 * @param value t, more than 0
 */
record Temperature(double value) {
    /** Probabilities but for a common factor, (V); the highest is 1, and 0 is out. */
    double[] weights(double[] logits) {
        double highest = logits[Ranking.first(logits)];
        var weights = new double[logits.length];
        for (int id = 0; id < weights.length; id++) {
            // the library's own exponential differs from one processor to the next
            weights[id] = StrictMath.exp((logits[id] - highest) / value);
        }
        return weights;
    }
}
