package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Compute;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer over N rows.
 *
 * <pre>
 *   z = y·Wᵀ + b        dy = dz·W        dW = dzᵀ·y        db = Σₙ dz
 * </pre>
 *
 * Row-major float32: y (N,K) · W (M,K), as PyTorch keeps it · b (M) · z (N,M).
 */
interface Linear {
    /**
     * Sizes.
     *
     * @param some rows whose gradients are summed at a time
     */
    record Shape(int N, int K, int M, int some) {}

    /** b may be missing. */
    record Weights(Floats W, @Nullable Floats b) {}

    /** What is read and written, and the gradients, null where nothing is trained. */
    record Memory(Floats y, Floats z, @Nullable Gradients gradients) {}

    /** dz is read, the others are written. */
    record Gradients(Floats dy, Floats dz, Weights weights) {}

    static Linear of(Compute compute, Shape shape, Weights weights, Memory memory) {
        return switch (compute.backend()) {
            case REFERENCE -> new ReferenceLinear(shape, weights, memory);
            case ONEDNN -> new ProductLinear(compute, shape, weights, memory);
        };
    }

    /** Must be called before the first pass and after every change of the weights. */
    void weightsChanged();

    void forward();

    void backward();
}
