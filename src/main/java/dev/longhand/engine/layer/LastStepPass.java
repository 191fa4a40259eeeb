package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.cell.ReferenceRecurrence;
import java.util.ArrayList;
import java.util.List;

/**
 * The network over one text of T tokens, from the zero state, with a loss at its last step alone; and the gradient of that, all
 * the way back. By the reference, which can be looked into afterwards.
 */
public final class LastStepPass {
    private static final Compute REFERENCE = Compute.alone(Backend.REFERENCE);

    private final Parameters gradients;
    private final Embedding embedding;
    private final Floats x;
    private final Floats dx;
    private final List<RecurrentLayer> layers = new ArrayList<>();
    private final Decoder decoder;
    private final CrossEntropy crossEntropy;

    /**
     * @param gradients zeros
     */
    public LastStepPass(NetworkShape shape, int T, Parameters weights, Parameters gradients) {
        this.gradients = gradients;
        embedding = new Embedding(REFERENCE.crew(), shape.E(), weights.embedding());
        x = Floats.zeros((long) T * shape.E());
        dx = Floats.zeros(x.length());
        var y = x;
        var dy = dx;
        for (int l = 0; l < shape.L(); l++) {
            var output = Floats.zeros((long) T * shape.H());
            var dOutput = Floats.zeros(output.length());
            layers.add(new RecurrentLayer(
                    REFERENCE,
                    shape,
                    Rows.of(T, 1, REFERENCE.crew()),
                    l == 0 ? shape.E() : shape.H(),
                    T,
                    weights.cells().get(l),
                    new RecurrentLayer.Memory(
                            y, output, dy, dOutput, gradients.cells().get(l))));
            y = output;
            dy = dOutput;
        }
        long last = (T - 1L) * shape.H();
        decoder = new Decoder(
                REFERENCE,
                shape,
                weights,
                new Decoder.Memory(1, 1, y.slice(last, shape.H()), dy.slice(last, shape.H()), gradients));
        crossEntropy = CrossEntropy.of(REFERENCE, 1, shape.V(), decoder.logits());
    }

    /**
     * Reads a text, once.
     *
     * @param target the token that should follow
     * @return the loss in nats
     */
    public double read(int[] ids, int target) {
        embedding.forward(ids, x);
        layers.forEach(RecurrentLayer::forward);
        decoder.forward();
        double loss = crossEntropy.lossAndGradient(new int[] {target});
        decoder.backward();
        layers.reversed().forEach(RecurrentLayer::backward);
        embedding.backward(ids, dx, gradients.embedding());
        return loss;
    }

    /** The recurrence of each layer. */
    public List<ReferenceRecurrence> recurrences() {
        return layers.stream().map(RecurrentLayer::reference).toList();
    }
}
