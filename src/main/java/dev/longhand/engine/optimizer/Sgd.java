package dev.longhand.engine.optimizer;

/**
 * Stochastic gradient descent with momentum (Polyak 1964) as PyTorch computes it.
 *
 * <pre>
 *   g = gradient + λ·w        m = μ·m + g        w = w − lr·m
 * </pre>
 */
public record Sgd(double momentum, double weightDecay) implements UpdateRule {
    @Override
    public int moments() {
        return 1;
    }

    @Override
    public void apply(float[] w, float[] g, float[][] moments, int n, double rate, long t) {
        step(w, g, moments[0], n, (float) momentum, (float) weightDecay, (float) rate);
    }

    private static void step(float[] w, float[] g, float[] m, int n, float momentum, float decay, float rate) {
        for (int i = 0; i < n; i++) {
            m[i] = momentum * m[i] + (g[i] + decay * w[i]);
            w[i] -= rate * m[i];
        }
    }
}
