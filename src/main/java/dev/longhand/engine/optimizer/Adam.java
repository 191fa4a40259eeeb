package dev.longhand.engine.optimizer;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.longhand.engine.array.Floats;

/**
 * Adam (Kingma and Ba 2015) as PyTorch computes it; weight decay is added to the gradient.
 *
 * <pre>
 *   g = gradient + λ·w
 *   m = β₁·m + (1 − β₁)·g        v = β₂·v + (1 − β₂)·g²
 *   w = w − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 */
public final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final float weightDecay;
    private final Floats m;
    private final Floats v;

    public Adam(long length, double weightDecay) {
        this.weightDecay = (float) weightDecay;
        m = Floats.zeros(length);
        v = Floats.zeros(length);
    }

    /**
     * Updates all weights.
     *
     * @param t the number of this update, from 1
     */
    public void update(Floats weights, Floats gradient, double learningRate, long t) {
        float rate = (float) (learningRate / (1 - Math.pow(BETA1, (double) t)));
        float correction = (float) (1 / Math.sqrt(1 - Math.pow(BETA2, (double) t)));
        float keepM = (float) BETA1;
        float takeM = (float) (1 - BETA1);
        float keepV = (float) BETA2;
        float takeV = (float) (1 - BETA2);
        var w = weights.memory();
        var g = gradient.memory();
        var m = this.m.memory();
        var v = this.v.memory();
        int length = Math.toIntExact(weights.length());
        for (int i = 0; i < length; i++) {
            float wi = w.getAtIndex(JAVA_FLOAT, i);
            float gi = g.getAtIndex(JAVA_FLOAT, i) + weightDecay * wi;
            float mi = keepM * m.getAtIndex(JAVA_FLOAT, i) + takeM * gi;
            float vi = keepV * v.getAtIndex(JAVA_FLOAT, i) + takeV * gi * gi;
            m.setAtIndex(JAVA_FLOAT, i, mi);
            v.setAtIndex(JAVA_FLOAT, i, vi);
            w.setAtIndex(JAVA_FLOAT, i, wi - rate * mi / ((float) Math.sqrt(vi) * correction + EPSILON));
        }
    }
}
