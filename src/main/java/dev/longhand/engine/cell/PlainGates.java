package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The activation of {@link ReferenceRnn}: h = φ(z), dz = (dy + dh₊₁) ⊙ φ'(z). The slope follows from h alone: 1 − h² for
 * tanh; 1 above zero for the others, and below it 0, 0.01 or, since eˣ − 1 is h there, h + 1.
 *
 * <p>z, h, dy (T,B,H) · dh₊₁ (B,H).
 */
final class PlainGates implements Gates {
    private final Cell cell;
    private final Layout layout;
    private final Floats z;
    private final Floats h;
    private final @Nullable Backward backward;
    private final float[] units;
    private final float[] gradient;
    private final float[] next;

    record Backward(Floats dy, Floats dhNext) {}

    PlainGates(Cell cell, Layout layout, Floats z, Floats h, @Nullable Backward backward) {
        this.cell = cell;
        this.layout = layout;
        this.z = z;
        this.h = h;
        this.backward = backward;
        units = layout.block();
        gradient = layout.block();
        next = layout.block();
    }

    @Override
    public void forward(int t, Floats before) {
        for (int k = 0; k < layout.B(); k += layout.blockRows()) {
            long row = (long) t * layout.B() + k;
            int some = Math.min(layout.blockRows(), layout.B() - k);
            layout.load(z, row, some, units);
            activate(some * layout.H());
            layout.store(units, h, row, some);
        }
    }

    private void activate(int n) {
        switch (cell) {
            case RNN_RELU -> Squash.leakyRelu(units, n, 0);
            case RNN_LEAKY_RELU -> Squash.leakyRelu(units, n, Cell.LEAK);
            case RNN_ELU -> Squash.elu(units, n);
            case RNN_TANH, LSTM, GRU -> Squash.tanh(units, n);
        }
    }

    @Override
    public void backward(int t, Floats before) {
        var from = Objects.requireNonNull(backward);
        for (int k = 0; k < layout.B(); k += layout.blockRows()) {
            long row = (long) t * layout.B() + k;
            int some = Math.min(layout.blockRows(), layout.B() - k);
            int n = some * layout.H();
            layout.load(h, row, some, units);
            layout.load(from.dy, row, some, gradient);
            layout.load(from.dhNext, k, some, next);
            slope(n);
            for (int j = 0; j < n; j++) {
                gradient[j] = (gradient[j] + next[j]) * units[j];
            }
            layout.store(gradient, z, row, some);
        }
    }

    private void slope(int n) {
        switch (cell) {
            case RNN_RELU -> slopeOfLeakyRelu(units, n, 0);
            case RNN_LEAKY_RELU -> slopeOfLeakyRelu(units, n, Cell.LEAK);
            case RNN_ELU -> slopeOfElu(units, n);
            case RNN_TANH, LSTM, GRU -> slopeOfTanh(units, n);
        }
    }

    private static void slopeOfTanh(float[] h, int n) {
        for (int k = 0; k < n; k++) {
            h[k] = 1 - h[k] * h[k];
        }
    }

    private static void slopeOfLeakyRelu(float[] h, int n, float leak) {
        for (int k = 0; k < n; k++) {
            h[k] = h[k] > 0 ? 1 : leak;
        }
    }

    private static void slopeOfElu(float[] h, int n) {
        for (int k = 0; k < n; k++) {
            h[k] = Math.min(h[k], 0) + 1;
        }
    }
}
