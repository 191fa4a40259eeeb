package dev.longhand.generation;

/**
 * Keeps the k most probable tokens (Fan et al. 2018).
 *
 * @param k at least 1
 */
record TopK(int k) implements Truncation {
    @Override
    public void cut(double[] weights) {
        var kept = new double[weights.length];
        var ranking = new Ranking(weights);
        for (int i = 0; i < k && ranking.hasNext(); i++) {
            int id = ranking.next();
            kept[id] = weights[id];
        }
        System.arraycopy(kept, 0, weights, 0, kept.length);
    }
}
