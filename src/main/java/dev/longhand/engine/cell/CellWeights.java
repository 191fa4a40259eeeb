package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The weights of one recurrent layer, or their gradients: views of the flat vector. The G gates of a unit stand in PyTorch's
 * order, one block a gate.
 *
 * @param W  (I+H,G·H): Wx (I,G·H), and below it Wh (H,G·H)
 * @param I  features that come in
 * @param b  (G·H)
 * @param bh (G·H) of the product with Wh, for a cell with two biases
 */
public record CellWeights(
        Floats W, long I, Floats b, @Nullable Floats bh) {
    /** The same with other matrices. */
    public CellWeights with(Floats matrices) {
        return new CellWeights(matrices, I, b, bh);
    }

    /** As many zeros. */
    public CellWeights zeros() {
        return new CellWeights(
                Floats.zeros(W.length()), I, Floats.zeros(b.length()), bh == null ? null : Floats.zeros(bh.length()));
    }

    /** (I,G·H) */
    public Floats Wx() {
        return W.slice(0, I * b.length());
    }

    /** (H,G·H) */
    public Floats Wh() {
        return W.slice(I * b.length(), W.length() - I * b.length());
    }

    Floats secondBias() {
        return Objects.requireNonNull(bh);
    }
}
