package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import org.jspecify.annotations.Nullable;

/**
 * From hidden states to a distribution over the vocabulary: linear layer, softmax, cross-entropy.
 *
 * <pre>
 *   z = y·Wᵀ + b        p = softmax(z)        loss = −Σₙ log p[n, target[n]]        ∂loss/∂z = p − onehot(target)
 * </pre>
 *
 * Row-major float32: y (N,H) · W (V,H) · b (V) · z, p (N,V). A target below 0 counts nowhere. The calls follow one another:
 * {@link #forward}, {@link #loss}, {@link #backward}.
 */
interface Decoder {
    /** The memory of a decoder: what it reads, its own logits, and the gradients, null where nothing is trained. */
    record Memory(Floats y, Floats logits, @Nullable Gradients gradients) {}

    /** dy is written, the others are added to. */
    record Gradients(Floats dy, Floats dW, Floats db) {}

    static Decoder of(Backend backend, int N, NetworkShape shape, Parameters weights, Memory memory) {
        return switch (backend) {
            case REFERENCE -> new ReferenceDecoder(N, shape, weights, memory);
            case ONEDNN -> new OneDnnDecoder(N, shape, weights, memory);
        };
    }

    /** Must be called before the first pass and after every change of the weights. */
    void weightsChanged();

    /** Writes the logits. */
    void forward();

    /** Turns the logits into log-probabilities, in place, and sums the loss over the rows, in nats. */
    double loss(int[] targets);

    /** Turns the log-probabilities into the gradient of the summed loss, in place, and passes it on. */
    void backward(int[] targets);
}
