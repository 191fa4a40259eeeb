package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Recurrence;
import dev.longhand.engine.cell.RecurrentState;
import dev.longhand.engine.cell.Sequence;
import dev.longhand.engine.cell.SequenceGradients;
import dev.longhand.engine.cell.SequenceShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole network over T steps of B rows, forward and backward, with the state carried from one call to the next. Token ids
 * come time by time: the ids of step t stand at {@code [t·B, (t+1)·B)}. Gradients are those of the summed loss. One thread at
 * a time.
 */
public final class TrainingPass {
    private final Parameters gradients;
    private final Embedding embedding;
    private final List<Recurrence> layers = new ArrayList<>();
    private final List<Sequence> sequences = new ArrayList<>();
    private final Floats dx;
    private final Floats x;
    private final Decoder decoder;

    public TrainingPass(Backend backend, NetworkShape shape, int T, int B, Parameters weights, Parameters gradients) {
        int N = T * B;
        this.gradients = gradients;
        embedding = new Embedding(shape.E(), weights.embedding());
        x = Floats.zeros((long) N * shape.E());
        dx = Floats.zeros((long) N * shape.E());
        var input = x;
        var dInput = dx;
        for (int l = 0; l < shape.L(); l++) {
            var y = Floats.zeros((long) N * shape.H());
            var dy = Floats.zeros((long) N * shape.H());
            var sequence =
                    new Sequence(input, y, RecurrentState.zeros(B, shape.H()), RecurrentState.zeros(B, shape.H()));
            sequences.add(sequence);
            layers.add(backend.lstm(
                    new SequenceShape(T, B, l == 0 ? shape.E() : shape.H(), shape.H()),
                    weights.cells().get(l),
                    sequence,
                    new SequenceGradients(dInput, dy, gradients.cells().get(l))));
            input = y;
            dInput = dy;
        }
        decoder = Decoder.of(
                backend,
                N,
                shape,
                weights,
                new Decoder.Memory(
                        input,
                        Floats.zeros((long) N * shape.V()),
                        new Decoder.Gradients(dInput, gradients.decoderWeight(), gradients.decoderBias())));
    }

    /** Must be called before the first pass and after every change of the weights. */
    public void weightsChanged() {
        layers.forEach(Recurrence::weightsChanged);
        decoder.weightsChanged();
    }

    /** Makes the next call start from the zero state. */
    public void resetState() {
        sequences.forEach(sequence -> sequence.last().clear());
    }

    /** The summed loss in nats; the gradients become those of this call. */
    public double train(int[] inputs, int[] targets) {
        double loss = evaluate(inputs, targets);
        gradients.flat().clear();
        decoder.backward(targets);
        for (int l = layers.size() - 1; l >= 0; l--) {
            layers.get(l).backward();
        }
        embedding.backward(inputs, dx, gradients.embedding());
        return loss;
    }

    /** The summed loss in nats; a target below 0 counts nowhere. */
    public double evaluate(int[] inputs, int[] targets) {
        embedding.forward(inputs, x);
        for (int l = 0; l < layers.size(); l++) {
            sequences.get(l).first().copyFrom(sequences.get(l).last());
            layers.get(l).forward();
        }
        decoder.forward();
        return decoder.loss(targets);
    }
}
