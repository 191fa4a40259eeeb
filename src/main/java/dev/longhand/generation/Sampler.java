package dev.longhand.generation;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses a token from logits, in this order: the steps on logits (see {@link LogitSteps}), temperature, the truncations (see
 * {@link Sampling}), the draw. What it chooses depends on the logits, the history and the random number alone; a greedy one
 * draws none.
 *
 * @param sampling how the token is drawn from what the steps leave
 */
record Sampler(List<LogitStep> steps, Sampling sampling) {
    int sample(float[] logits, History history, RandomGenerator random) {
        var values = Logits.of(logits);
        steps.forEach(step -> step.apply(values, history));
        return sampling.isGreedy() ? Ranking.first(values) : draw(sampling.weights(values), random);
    }

    private static int draw(double[] weights, RandomGenerator random) {
        double left = random.nextDouble() * Truncation.total(weights);
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
