package dev.longhand.engine.optimizer;

/**
 * RMSprop (Tieleman and Hinton 2012) as PyTorch computes it.
 *
 * <pre>
 *   g = gradient + λ·w        v = α·v + (1 − α)·g²        w = w − lr·g / (√v + ε)
 * </pre>
 */
public record RmsProp(double decay, double epsilon, double weightDecay) implements UpdateRule {
    @Override
    public int moments() {
        return 1;
    }

    @Override
    public void apply(float[] w, float[] g, float[][] moments, int n, double rate, long t) {
        addDecay(w, g, n, (float) weightDecay);
        step(w, g, moments[0], n, (float) decay, (float) (1 - decay), (float) epsilon, (float) rate);
    }

    /** g = g + λ·w, the gradient of an L2 penalty. */
    static void addDecay(float[] w, float[] g, int n, float weightDecay) {
        if (weightDecay != 0) {
            for (int i = 0; i < n; i++) {
                g[i] += weightDecay * w[i];
            }
        }
    }

    private static void step(
            float[] w, float[] g, float[] v, int n, float keep, float take, float epsilon, float rate) {
        for (int i = 0; i < n; i++) {
            v[i] = keep * v[i] + take * g[i] * g[i];
            w[i] -= rate * g[i] / ((float) Math.sqrt(v[i]) + epsilon);
        }
    }
}
