package dev.longhand.engine;

import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.layer.SequenceModel;

/** Makes sequence models that begin with the weights with which a training would begin. */
public final class SequenceModels {
    private SequenceModels() {}

    /**
     * On the caller's thread, in float32.
     *
     * @param spec embedding size: features that come in; vocabulary size: numbers that come out
     * @param T    time steps
     * @param B    sequences at a time
     */
    public static SequenceModel of(
            Backend backend, NetworkSpec spec, InitializationSpec initialization, long seed, int T, int B) {
        // before the thread is prepared: ND4J, when it starts, lets it use all processors again, and primitives made
        // after that would be planned for them
        var weights = Weights.initial(spec, initialization, seed).parameters();
        return new SequenceModel(Compute.alone(backend), spec.shape(), weights, T, B);
    }
}
