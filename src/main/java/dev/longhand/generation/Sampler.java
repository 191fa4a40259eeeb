package dev.longhand.generation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws a token from logits: temperature, then the k most probable (Fan et al. 2018), then the fewest whose probabilities add
 * up to p (Holtzman et al. 2020). Ties go to the lower id, so that a draw depends on nothing but the logits and the random
 * number.
 *
 * @param temperature 0 is greedy
 * @param topK        0 keeps all
 * @param topP        1 keeps all
 */
record Sampler(double temperature, int topK, double topP) {
    int sample(float[] logits, RandomGenerator random) {
        return temperature == 0 ? mostProbable(logits) : draw(weights(logits), random);
    }

    private static int mostProbable(float[] logits) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            best = logits[id] > logits[best] ? id : best;
        }
        return best;
    }

    /** Unnormalised probabilities; 0 where a token is out. */
    double[] weights(float[] logits) {
        double highest = logits[mostProbable(logits)];
        var weights = new double[logits.length];
        for (int id = 0; id < weights.length; id++) {
            weights[id] = Math.exp((logits[id] - highest) / temperature);
        }
        boolean cutsK = topK > 0 && topK < weights.length;
        if (cutsK || topP < 1) {
            keep(weights, cutsK ? topK : weights.length);
        }
        return weights;
    }

    private void keep(double[] weights, int k) {
        var order = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer id) -> -weights[id]).thenComparing(id -> id))
                .mapToInt(Integer::intValue)
                .toArray();
        double total = 0;
        for (int i = 0; i < k; i++) {
            total += weights[order[i]];
        }
        double sum = 0;
        int kept = 0;
        while (kept < k && (kept == 0 || sum < topP * total)) {
            sum += weights[order[kept++]];
        }
        Arrays.stream(order, kept, order.length).forEach(id -> weights[id] = 0);
    }

    private static int draw(double[] weights, RandomGenerator random) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int last = 0;
        for (int id = 0; id < weights.length; id++) {
            if (weights[id] > 0) {
                last = id;
                left -= weights[id];
                if (left < 0) {
                    return id;
                }
            }
        }
        // rounding left a crumb: it belongs to the last token that is in
        return last;
    }
}
