package dev.longhand.generation;

/**
 * Keeps the fewest most probable tokens whose probabilities add up to p (nucleus sampling, Holtzman et al. 2020).
 *
 * @param p from 0 to 1
 */
record TopP(double p) implements Truncation {
    @Override
    public void cut(double[] weights) {
        new Ranking(weights).keep(weights, p * Truncation.total(weights));
    }
}
