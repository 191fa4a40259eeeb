package dev.longhand.engine;

import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.layer.SequenceModel;

/** Makes sequence models that begin with the weights with which a training would begin. */
public final class SequenceModels {
    private SequenceModels() {}

    /**
     * @param spec embedding size: features that come in; vocabulary size: numbers that come out
     * @param T    time steps
     * @param B    sequences at a time
     */
    public static SequenceModel of(
            Compute compute, NetworkSpec spec, InitializationSpec initialization, long seed, int T, int B) {
        var weights = Weights.initial(spec, initialization, seed).parameters();
        return new SequenceModel(compute, spec.shape(), weights, T, B);
    }
}
