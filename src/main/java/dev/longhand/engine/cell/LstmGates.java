package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The gates of {@link ReferenceLstm}.
 *
 * <pre>
 *   i, f, o = σ(zᵢ), σ(z_f), σ(zₒ)    g = tanh(z_g)    c = f ⊙ c₋₁ + i ⊙ g    h = o ⊙ tanh(c)
 *
 *   dh = dy + dh₊₁                    dc = dh ⊙ o ⊙ (1 − tanh²(c)) + dc₊₁
 *   dzᵢ = dc ⊙ g ⊙ i(1 − i)           dz_f = dc ⊙ c₋₁ ⊙ f(1 − f)        dc₋₁ = dc ⊙ f
 *   dz_g = dc ⊙ i ⊙ (1 − g²)          dzₒ = dh ⊙ tanh(c) ⊙ o(1 − o)
 * </pre>
 *
 * z (T,B,4H) · c (T+1,B,H), block 0 being c before the first step · h, dy (T,B,H) · dh₊₁, dc₊₁ (B,H).
 */
final class LstmGates implements Gates {
    private final Layout layout;
    private final Floats z;
    private final Floats h;
    private final Floats c;
    private final @Nullable Backward backward;

    private final float[] i;
    private final float[] f;
    private final float[] g;
    private final float[] o;
    private final float[] before;
    private final float[] after;
    private final float[] shown;

    /** What comes from above, from the next step through the product, and from the next step's cell; the last is written. */
    record Backward(Floats dy, Floats dhNext, Floats dcNext) {}

    LstmGates(Layout layout, Floats z, Floats h, Floats c, @Nullable Backward backward) {
        this.layout = layout;
        this.z = z;
        this.h = h;
        this.c = c;
        this.backward = backward;
        i = layout.block();
        f = layout.block();
        g = layout.block();
        o = layout.block();
        before = layout.block();
        after = layout.block();
        shown = layout.block();
    }

    @Override
    public void forward(int t, Floats hBefore) {
        for (int r = 0; r < layout.B(); r += layout.blockRows()) {
            forwardBlock((long) t * layout.B() + r, Math.min(layout.blockRows(), layout.B() - r));
        }
    }

    private void forwardBlock(long row, int rows) {
        int n = rows * layout.H();
        loadSums(row, rows);
        layout.load(c, row, rows, before);
        Squash.sigmoid(i, n);
        Squash.sigmoid(f, n);
        Squash.tanh(g, n);
        Squash.sigmoid(o, n);
        next(f, before, i, g, after, n);
        show(o, after, shown, n);
        layout.store(after, c, row + layout.B(), rows);
        layout.store(shown, h, row, rows);
        if (backward != null) {
            storeSums(row, rows);
        }
    }

    private static void next(float[] f, float[] before, float[] i, float[] g, float[] after, int n) {
        for (int k = 0; k < n; k++) {
            after[k] = Math.fma(f[k], before[k], i[k] * g[k]);
        }
    }

    private static void show(float[] o, float[] c, float[] h, int n) {
        for (int k = 0; k < n; k++) {
            h[k] = o[k] * Squash.tanh(c[k]);
        }
    }

    @Override
    public void backward(int t, Floats hBefore) {
        var from = Objects.requireNonNull(backward);
        for (int r = 0; r < layout.B(); r += layout.blockRows()) {
            backwardBlock(from, t, r, Math.min(layout.blockRows(), layout.B() - r));
        }
    }

    private void backwardBlock(Backward from, int t, int rowOfBatch, int rows) {
        int n = rows * layout.H();
        long row = (long) t * layout.B() + rowOfBatch;
        loadSums(row, rows);
        layout.load(c, row + layout.B(), rows, after);
        Squash.tanh(after, n);
        var dh = shown;
        var dc = before;
        layout.load(from.dy, row, rows, dh);
        layout.load(from.dhNext, rowOfBatch, rows, dc);
        add(dh, dc, n);
        layout.load(from.dcNext, rowOfBatch, rows, dc);
        cellGradient(dh, o, after, dc, n);
        outputGate(dh, after, o, n);
        layout.load(c, row, rows, after);
        var gate = dh; // what it held has gone into the output gate's gradient
        System.arraycopy(i, 0, gate, 0, n);
        sigmoidGate(i, dc, g, n);
        candidate(g, dc, gate, n);
        System.arraycopy(f, 0, gate, 0, n);
        sigmoidGate(f, dc, after, n);
        storeSums(row, rows);
        multiply(dc, gate, n);
        layout.store(dc, from.dcNext, rowOfBatch, rows);
    }

    private static void add(float[] sum, float[] other, int n) {
        for (int k = 0; k < n; k++) {
            sum[k] += other[k];
        }
    }

    private static void multiply(float[] product, float[] other, int n) {
        for (int k = 0; k < n; k++) {
            product[k] *= other[k];
        }
    }

    private static void cellGradient(float[] dh, float[] o, float[] tanhC, float[] dc, int n) {
        for (int k = 0; k < n; k++) {
            dc[k] += dh[k] * o[k] * (1 - tanhC[k] * tanhC[k]);
        }
    }

    private static void outputGate(float[] dh, float[] tanhC, float[] o, int n) {
        for (int k = 0; k < n; k++) {
            o[k] = dh[k] * tanhC[k] * o[k] * (1 - o[k]);
        }
    }

    /** A gate a that something was multiplied with becomes the gradient of its sum. */
    private static void sigmoidGate(float[] a, float[] dc, float[] multiplied, int n) {
        for (int k = 0; k < n; k++) {
            a[k] = dc[k] * multiplied[k] * a[k] * (1 - a[k]);
        }
    }

    private static void candidate(float[] g, float[] dc, float[] i, int n) {
        for (int k = 0; k < n; k++) {
            g[k] = dc[k] * i[k] * (1 - g[k] * g[k]);
        }
    }

    private void loadSums(long row, int rows) {
        layout.load(z, 0, row, rows, i);
        layout.load(z, 1, row, rows, f);
        layout.load(z, 2, row, rows, g);
        layout.load(z, 3, row, rows, o);
    }

    private void storeSums(long row, int rows) {
        layout.store(i, z, 0, row, rows);
        layout.store(f, z, 1, row, rows);
        layout.store(g, z, 2, row, rows);
        layout.store(o, z, 3, row, rows);
    }
}
