package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;
import org.jspecify.annotations.Nullable;

/**
 * The gates of {@link ReferenceGru}; what is read and what is remembered have sums of their own, a = x·Wx + b and
 * s = h₋₁·Wh + bₕ.
 *
 * <pre>
 *   r, z = σ(aᵣ + sᵣ), σ(a_z + s_z)     n = tanh(aₙ + r ⊙ sₙ)     h = n + z ⊙ (h₋₁ − n)
 *
 *   dh = dy + dh₊₁                      daₙ = dh ⊙ (1 − z) ⊙ (1 − n²)       dsₙ = daₙ ⊙ r
 *   daᵣ = dsᵣ = daₙ ⊙ sₙ ⊙ r(1 − r)     da_z = ds_z = dh ⊙ (h₋₁ − n) ⊙ z(1 − z)
 *   dh₋₁ = dh ⊙ z + ds·Whᵀ
 * </pre>
 *
 * a, s (T,B,3H) · h, dy (T,B,H) · h₋₁ and both ways that dh₊₁ comes (B,H).
 */
final class GruGates implements Gates {
    private final Layout layout;
    private final Floats a;
    private final Floats s;
    private final Floats h;
    private final @Nullable Backward backward;

    private final float[] r;
    private final float[] z;
    private final float[] n;
    private final float[] sn;
    private final float[] before;
    private final float[] other;

    /** What comes from above, from the next step through the product, and past it; the last is written. */
    record Backward(Floats dy, Floats dhNext, Floats dhPast) {}

    GruGates(Layout layout, Floats a, Floats s, Floats h, @Nullable Backward backward) {
        this.layout = layout;
        this.a = a;
        this.s = s;
        this.h = h;
        this.backward = backward;
        r = layout.block();
        z = layout.block();
        n = layout.block();
        sn = layout.block();
        before = layout.block();
        other = layout.block();
    }

    @Override
    public void forward(int t, Floats before) {
        for (int k = 0; k < layout.B(); k += layout.blockRows()) {
            forwardBlock(t, before, k, Math.min(layout.blockRows(), layout.B() - k));
        }
    }

    private void forwardBlock(int t, Floats hBefore, int rowOfBatch, int rows) {
        long row = (long) t * layout.B() + rowOfBatch;
        int length = rows * layout.H();
        sum(0, row, rows, r);
        sum(1, row, rows, z);
        layout.load(a, 2, row, rows, n);
        layout.load(s, 2, row, rows, sn);
        layout.load(hBefore, rowOfBatch, rows, before);
        Squash.sigmoid(r, length);
        Squash.sigmoid(z, length);
        candidate(n, r, sn, length);
        Squash.tanh(n, length);
        next(before, n, z, length);
        layout.store(before, h, row, rows);
        if (backward != null) {
            layout.store(r, a, 0, row, rows);
            layout.store(z, a, 1, row, rows);
            layout.store(n, a, 2, row, rows);
        }
    }

    private void sum(int gate, long row, int rows, float[] to) {
        layout.load(a, gate, row, rows, to);
        layout.load(s, gate, row, rows, other);
        for (int k = 0; k < rows * layout.H(); k++) {
            to[k] += other[k];
        }
    }

    private static void candidate(float[] n, float[] r, float[] sn, int length) {
        for (int k = 0; k < length; k++) {
            n[k] = Math.fma(r[k], sn[k], n[k]);
        }
    }

    private static void next(float[] h, float[] n, float[] z, int length) {
        for (int k = 0; k < length; k++) {
            h[k] = Math.fma(z[k], h[k] - n[k], n[k]);
        }
    }

    @Override
    public void backward(int t, Floats before) {
        var from = java.util.Objects.requireNonNull(backward);
        for (int k = 0; k < layout.B(); k += layout.blockRows()) {
            backwardBlock(from, t, before, k, Math.min(layout.blockRows(), layout.B() - k));
        }
    }

    private void backwardBlock(Backward from, int t, Floats hBefore, int rowOfBatch, int rows) {
        int length = rows * layout.H();
        long row = (long) t * layout.B() + rowOfBatch;
        var dh = other;
        layout.load(from.dy, row, rows, dh);
        addTo(dh, from.dhNext, rowOfBatch, rows);
        addTo(dh, from.dhPast, rowOfBatch, rows);
        layout.load(a, 0, row, rows, r);
        layout.load(a, 1, row, rows, z);
        layout.load(a, 2, row, rows, n);
        layout.load(s, 2, row, rows, sn);
        layout.load(hBefore, rowOfBatch, rows, before);
        updateGate(before, dh, n, z, length);
        layout.store(before, a, 1, row, rows);
        layout.store(before, s, 1, row, rows);
        candidateGradient(n, dh, z, length);
        layout.store(n, a, 2, row, rows);
        multiply(dh, z, length);
        layout.store(dh, from.dhPast, rowOfBatch, rows);
        resetGate(sn, n, r, length);
        layout.store(sn, a, 0, row, rows);
        layout.store(sn, s, 0, row, rows);
        multiply(n, r, length);
        layout.store(n, s, 2, row, rows);
    }

    private void addTo(float[] sum, Floats units, int row, int rows) {
        layout.load(units, row, rows, before);
        for (int k = 0; k < rows * layout.H(); k++) {
            sum[k] += before[k];
        }
    }

    /** From h₋₁ to da_z. */
    private static void updateGate(float[] h, float[] dh, float[] n, float[] z, int length) {
        for (int k = 0; k < length; k++) {
            h[k] = dh[k] * (h[k] - n[k]) * z[k] * (1 - z[k]);
        }
    }

    /** From n to daₙ. */
    private static void candidateGradient(float[] n, float[] dh, float[] z, int length) {
        for (int k = 0; k < length; k++) {
            n[k] = dh[k] * (1 - z[k]) * (1 - n[k] * n[k]);
        }
    }

    /** From sₙ to daᵣ. */
    private static void resetGate(float[] sn, float[] dan, float[] r, int length) {
        for (int k = 0; k < length; k++) {
            sn[k] = dan[k] * sn[k] * r[k] * (1 - r[k]);
        }
    }

    private static void multiply(float[] product, float[] other, int length) {
        for (int k = 0; k < length; k++) {
            product[k] *= other[k];
        }
    }
}
