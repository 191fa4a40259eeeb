package dev.longhand.generation;

import java.util.Arrays;

/**
 * Keeps the fewest tokens whose probabilities add up to p, beginning with those whose surprise is nearest to what is expected
 * (locally typical sampling, Meister et al. 2023): by {@code |-ln pᵢ - H|}, where {@code H = -Σ pᵢ ln pᵢ} is the entropy.
 *
 * @param p from 0 to 1
 */
record TypicalP(double p) implements Truncation {
    @Override
    public void cut(double[] weights) {
        double total = Truncation.total(weights);
        double entropy = entropy(weights, total);
        var closeness = new double[weights.length];
        for (int id = 0; id < weights.length; id++) {
            closeness[id] = weights[id] > 0
                    ? -Math.abs(-StrictMath.log(weights[id] / total) - entropy)
                    : Double.NEGATIVE_INFINITY;
        }
        new Ranking(closeness).keep(weights, p * total);
    }

    private static double entropy(double[] weights, double total) {
        return -Arrays.stream(weights)
                .filter(weight -> weight > 0)
                .map(weight -> weight / total * StrictMath.log(weight / total))
                .reduce(0, Double::sum);
    }
}
