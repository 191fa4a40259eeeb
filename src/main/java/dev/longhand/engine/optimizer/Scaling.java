package dev.longhand.engine.optimizer;

/**
 * What clipping does to components {@code [begin, end)} of a gradient: each times the factor, then cut to ±limit. It is done
 * where the gradient is read anyway.
 */
public record Scaling(long begin, long end, float factor, float limit) {
    static Scaling by(double factor, long begin, long end) {
        return new Scaling(begin, end, (float) factor, Float.POSITIVE_INFINITY);
    }

    void apply(float[] g, int n) {
        scale(g, n, factor);
        if (limit < Float.POSITIVE_INFINITY) {
            cut(g, n, limit);
        }
    }

    private static void scale(float[] g, int n, float factor) {
        for (int i = 0; i < n; i++) {
            g[i] *= factor;
        }
    }

    private static void cut(float[] g, int n, float limit) {
        for (int i = 0; i < n; i++) {
            g[i] = Math.max(-limit, Math.min(limit, g[i]));
        }
    }
}
