package dev.longhand.generation;

/**
 * Keeps the tokens that are at least p times as probable as the most probable one (Nguyen et al. 2024): {@code pᵢ ≥ p · max p}.
 *
 * @param p from 0 to 1
 */
record MinP(double p) implements Truncation {
    @Override
    public void cut(double[] weights) {
        double least = p * weights[Ranking.first(weights)];
        for (int id = 0; id < weights.length; id++) {
            weights[id] = weights[id] < least ? 0 : weights[id];
        }
    }
}
