package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Compute;

/**
 * The loss of logits against the tokens that really followed, over N rows of V.
 *
 * <pre>
 *   p = softmax(z)        loss = −Σₙ log p[n, target[n]]        ∂loss/∂z = p − onehot(target)
 * </pre>
 *
 * A target below 0 counts nowhere. Losses are in nats, and summed row by row in double precision.
 */
interface CrossEntropy {
    static CrossEntropy of(Compute compute, int N, int V, Floats logits) {
        return switch (compute.backend()) {
            case REFERENCE -> new ReferenceCrossEntropy(N, V, logits);
            case ONEDNN -> new OneDnnCrossEntropy(compute.crew(), N, V, logits);
        };
    }

    /** The summed loss; the logits become log-probabilities. */
    double loss(int[] targets);

    /** The summed loss; the logits become its gradient. */
    double lossAndGradient(int[] targets);
}
