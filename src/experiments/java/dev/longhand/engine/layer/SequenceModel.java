package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.CellWeights;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.crew.Crew;

/**
 * One recurrent layer that reads vectors instead of tokens, and a linear layer that reads what it shows after the last step:
 * a whole sequence has one answer. The parts are those of {@link TrainingPass}; the embedding of its parameters stays unused.
 */
public final class SequenceModel {
    private final Crew crew;
    private final NetworkShape shape;
    private final Parameters weights;
    private final Parameters gradients;
    private final int T;
    private final int B;
    private final Floats x;
    private final Floats dx;
    private final Floats y;
    private final Floats dy;
    private final Floats answer;
    private final RecurrentLayer recurrence;
    private final Linear linear;
    private final CrossEntropy crossEntropy;

    /**
     * @param compute of one thread
     * @param shape   E features that come in, V numbers that come out, one layer
     * @param T       time steps
     * @param B       sequences at a time
     */
    public SequenceModel(Compute compute, NetworkShape shape, Parameters weights, int T, int B) {
        crew = compute.crew();
        this.shape = shape;
        this.weights = weights;
        this.T = T;
        this.B = B;
        gradients = Parameters.zeros(shape);
        x = Floats.zeros((long) T * B * shape.E());
        dx = Floats.zeros(x.length());
        y = Floats.zeros((long) T * B * shape.H());
        dy = Floats.zeros(y.length());
        answer = Floats.zeros((long) B * shape.V());
        recurrence = new RecurrentLayer(
                compute,
                shape,
                Rows.of(T, B, crew),
                shape.E(),
                T,
                cell(),
                new RecurrentLayer.Memory(x, y, dx, dy, gradients.cells().getFirst()));
        linear = Linear.of(
                compute,
                new Linear.Shape(B, shape.H(), shape.V(), B),
                new Linear.Weights(weights.decoderWeight(), weights.decoderBias()),
                new Linear.Memory(
                        last(y),
                        answer,
                        new Linear.Gradients(
                                last(dy),
                                answer,
                                new Linear.Weights(gradients.decoderWeight(), gradients.decoderBias()))));
        crossEntropy = CrossEntropy.of(compute, B, shape.V(), answer);
        weightsChanged();
    }

    /** (B,H) of the last step. */
    private Floats last(Floats sequence) {
        long step = (long) B * shape.H();
        return sequence.slice((T - 1) * step, step);
    }

    /** Whose only thread is the caller's. */
    public Crew crew() {
        return crew;
    }

    public int T() {
        return T;
    }

    public int B() {
        return B;
    }

    /** (T,B,E): what is read. */
    public Floats x() {
        return x;
    }

    /** (T,B,E): the gradient of what was read. */
    public Floats dx() {
        return dx;
    }

    /** (B,V): the answer after {@link #forward}; its gradient is expected here by {@link #backward}. */
    public Floats answer() {
        return answer;
    }

    /** (B,H): the gradient of what the layer showed last, for {@link #backwardThroughTime}. */
    public Floats dyLast() {
        return last(dy);
    }

    public CellWeights cell() {
        return weights.cells().getFirst();
    }

    /** (V,H) */
    public Floats decoderWeight() {
        return weights.decoderWeight();
    }

    public Floats weights() {
        return weights.flat();
    }

    public Floats gradient() {
        return gradients.flat();
    }

    /** Must be called after every change of the weights. */
    public void weightsChanged() {
        recurrence.weightsChanged();
        linear.weightsChanged();
    }

    /** From the zero state. */
    public void forward() {
        recurrence.clear();
        recurrence.forward();
        linear.forward();
    }

    /** The summed loss in nats of logits against classes (B); they become their gradient. */
    public double crossEntropyAndGradient(int[] classes) {
        return crossEntropy.lossAndGradient(classes);
    }

    public void backward() {
        linear.backward();
        backwardThroughTime();
    }

    /** Back-propagation through the recurrent layer alone. */
    public void backwardThroughTime() {
        recurrence.backward();
    }
}
