package dev.longhand.engine.optimizer;

/**
 * Adam (Kingma and Ba 2015) as PyTorch computes it. Weight decay is added to the gradient, or, decoupled, shrinks the weights
 * themselves (AdamW, Loshchilov and Hutter 2019).
 *
 * <pre>
 *   g = gradient + λ·w        or        w = w·(1 − lr·λ)
 *   m = β₁·m + (1 − β₁)·g        v = β₂·v + (1 − β₂)·g²
 *   w = w − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay, Decay decay) implements UpdateRule {
    /** What weight decay works on. */
    public enum Decay {
        GRADIENT,
        WEIGHTS
    }

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public void apply(float[] w, float[] g, float[][] moments, int n, double rate, long t) {
        switch (decay) {
            case GRADIENT -> RmsProp.addDecay(w, g, n, (float) weightDecay);
            case WEIGHTS -> shrink(w, n, (float) (1 - rate * weightDecay));
        }
        remember(g, moments[0], moments[1], n, (float) beta1, (float) (1 - beta1), (float) beta2, (float) (1 - beta2));
        float step = (float) (rate / (1 - Math.pow(beta1, (double) t)));
        float correction = (float) (1 / Math.sqrt(1 - Math.pow(beta2, (double) t)));
        step(w, moments[0], moments[1], n, step, correction, (float) epsilon);
    }

    private static void shrink(float[] w, int n, float factor) {
        for (int i = 0; i < n; i++) {
            w[i] *= factor;
        }
    }

    private static void remember(
            float[] g, float[] m, float[] v, int n, float keepM, float takeM, float keepV, float takeV) {
        for (int i = 0; i < n; i++) {
            m[i] = keepM * m[i] + takeM * g[i];
            v[i] = keepV * v[i] + takeV * g[i] * g[i];
        }
    }

    private static void step(float[] w, float[] m, float[] v, int n, float step, float correction, float epsilon) {
        for (int i = 0; i < n; i++) {
            w[i] -= step * m[i] / ((float) Math.sqrt(v[i]) * correction + epsilon);
        }
    }
}
