package dev.longhand.engine.optimizer;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.crew.Crew;

/**
 * Exponential moving average of the weights (Polyak and Juditsky 1992, in the form of TensorFlow).
 *
 * <pre>
 *   a = d·a + (1 − d)·w        d = min(decay, (1 + t) / (10 + t))
 * </pre>
 *
 * The early steps count less than the decay alone would let them.
 */
public final class WeightAverage {
    private final Crew crew;
    private final double decay;
    private final Floats average;

    /** Begins at the weights as they are. */
    public WeightAverage(Crew crew, double decay, Floats weights) {
        this.crew = crew;
        this.decay = decay;
        average = Floats.zeros(weights.length());
        average.copyFrom(weights);
    }

    /**
     * @param t the number of this step, from 1
     */
    public void add(Floats weights, long t) {
        float keep = (float) Math.min(decay, (1.0 + t) / (10.0 + t));
        int blocks = Math.toIntExact(Math.ceilDiv(weights.length(), (long) Blocks.SIZE));
        crew.each(part -> {
            var a = new float[Blocks.SIZE];
            var w = new float[Blocks.SIZE];
            for (int k = crew.begin(blocks, part); k < crew.begin(blocks, part + 1); k++) {
                long at = (long) k * Blocks.SIZE;
                int n = (int) Math.min(Blocks.SIZE, weights.length() - at);
                Blocks.load(average, at, n, a);
                Blocks.load(weights, at, n, w);
                mix(a, w, n, keep);
                Blocks.store(a, average, at, n);
            }
        });
    }

    private static void mix(float[] a, float[] w, int n, float keep) {
        for (int i = 0; i < n; i++) {
            a[i] = keep * a[i] + (1 - keep) * w[i];
        }
    }

    public Floats average() {
        return average;
    }
}
