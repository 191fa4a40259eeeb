package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Compute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From hidden units to logits: a linear layer, behind a projection where the decoder reads with the embedding's weights. */
final class Decoder {
    private final Floats logits;
    /** In the order of the way forward. */
    private final List<Linear> layers = new ArrayList<>();

    /**
     * What is read, (N,H); and the gradients, null where nothing is trained.
     *
     * @param some rows whose gradients are summed at a time
     */
    record Memory(
            int N,
            int some,
            Floats y,
            @Nullable Floats dy,
            @Nullable Parameters gradients) {
        @Nullable
        Floats zerosForGradient(long length) {
            return gradients == null ? null : Floats.zeros(length);
        }
    }

    Decoder(Compute compute, NetworkShape shape, Parameters weights, Memory memory) {
        int N = memory.N;
        logits = Floats.zeros((long) N * shape.V());
        var input = memory.y;
        var dInput = memory.dy;
        int width = shape.H();
        if (shape.hasProjection()) {
            width = shape.E();
            var projected = Floats.zeros((long) N * width);
            var dProjected = memory.zerosForGradient((long) N * width);
            layers.add(Linear.of(
                    compute,
                    new Linear.Shape(N, shape.H(), width, memory.some),
                    new Linear.Weights(weights.requiredProjection(), null),
                    new Linear.Memory(
                            input,
                            projected,
                            memory.gradients == null
                                    ? null
                                    : gradients(dInput, dProjected, memory.gradients.requiredProjection(), null))));
            input = projected;
            dInput = dProjected;
        }
        // the gradient of the logits takes their place
        layers.add(Linear.of(
                compute,
                new Linear.Shape(N, width, shape.V(), memory.some),
                new Linear.Weights(weights.decoderWeight(), weights.decoderBias()),
                new Linear.Memory(
                        input,
                        logits,
                        memory.gradients == null
                                ? null
                                : gradients(
                                        dInput,
                                        logits,
                                        memory.gradients.decoderWeight(),
                                        memory.gradients.decoderBias()))));
    }

    private static Linear.Gradients gradients(
            @Nullable Floats dy, @Nullable Floats dz, Floats dW, @Nullable Floats db) {
        return new Linear.Gradients(
                java.util.Objects.requireNonNull(dy), java.util.Objects.requireNonNull(dz), new Linear.Weights(dW, db));
    }

    /** (N,V); on the way back their gradient is expected here. */
    Floats logits() {
        return logits;
    }

    void weightsChanged() {
        layers.forEach(Linear::weightsChanged);
    }

    void forward() {
        layers.forEach(Linear::forward);
    }

    void backward() {
        layers.reversed().forEach(Linear::backward);
    }
}
