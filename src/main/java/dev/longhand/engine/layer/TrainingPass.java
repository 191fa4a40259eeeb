package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.CellWeights;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.cell.RecurrentState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The whole network over T steps of B rows, forward and backward, with the state carried from one call to the next. Token ids
 * come time by time: the ids of step t stand at {@code [t·B, (t+1)·B)}. Gradients are those of the summed loss. One call at
 * a time.
 */
public final class TrainingPass {
    private final Compute compute;
    private final Parameters weights;
    private final Parameters gradients;
    private final NetworkShape shape;
    private final boolean tied;

    private final Embedding embedding;
    private final List<Layer> layers = new ArrayList<>();
    private final Floats x;
    private final Floats dx;
    private final Decoder decoder;
    private final CrossEntropy crossEntropy;
    /** Of what goes into each recurrent layer and into the decoder. */
    private final List<Dropout> unitDropout = new ArrayList<>();

    private final Rows rows;
    private final int[] arrangedInputs;
    private final int[] arrangedTargets;
    private boolean dropping;

    /** A recurrent layer; its recurrent weights are a copy where some of them are dropped. */
    private record Layer(RecurrentLayer recurrence, Floats output, Handover next, Recurrent recurrent) {}

    /** What the next layer reads and where the gradient of that arrives: the output itself, unless units are dropped. */
    private record Handover(Floats values, Floats gradient) {}

    private record Recurrent(
            CellWeights kept,
            CellWeights used,
            CellWeights gradient,
            @Nullable Dropout dropout) {}

    /**
     * @param T    time steps
     * @param B    rows
     * @param some steps whose gradients of the weights are summed at a time
     */
    public TrainingPass(
            Compute compute,
            NetworkShape shape,
            int T,
            int B,
            int some,
            Parameters weights,
            Parameters gradients,
            DropoutRates dropout) {
        rows = Rows.of(T, B, compute.crew());
        int N = rows.N();
        arrangedInputs = new int[N];
        arrangedTargets = new int[N];
        this.compute = compute;
        this.shape = shape;
        this.weights = weights;
        this.gradients = gradients;
        tied = shape.tied();
        embedding = new Embedding(compute.crew(), shape.E(), weights.embedding());
        x = Floats.zeros((long) N * shape.E());
        dx = Floats.zeros((long) N * shape.E());
        if (dropout.units() > 0) {
            unitDropout.add(new Dropout(compute.crew(), dropout.units(), rows, shape.E()));
        }
        var below = new Handover(x, dx);
        for (int l = 0; l < shape.L(); l++) {
            layers.add(layer(l, some, below, dropout));
            below = layers.getLast().next;
        }
        decoder = new Decoder(
                compute, shape, weights, new Decoder.Memory(N, some * B, below.values, below.gradient, gradients));
        crossEntropy = CrossEntropy.of(compute, N, shape.V(), decoder.logits());
    }

    private Layer layer(int l, int some, Handover below, DropoutRates dropout) {
        long units = (long) rows.N() * shape.H();
        var cell = weights.cells().get(l);
        var dCell = gradients.cells().get(l);
        var output = Floats.zeros(units);
        var gradient = Floats.zeros(units);
        var next = new Handover(output, gradient);
        if (dropout.units() > 0) {
            unitDropout.add(new Dropout(compute.crew(), dropout.units(), rows, shape.H()));
            next = new Handover(Floats.zeros(units), gradient);
        }
        var recurrent = dropout.weights() > 0
                ? new Recurrent(
                        cell,
                        cell.with(Floats.zeros(cell.W().length())),
                        dCell,
                        new Dropout(
                                compute.crew(),
                                dropout.weights(),
                                new Rows(1, 1, 1),
                                Math.toIntExact(cell.Wh().length())))
                : new Recurrent(cell, cell, dCell, null);
        var memory = new RecurrentLayer.Memory(below.values, output, below.gradient, gradient, dCell);
        int I = l == 0 ? shape.E() : shape.H();
        var recurrence = new RecurrentLayer(compute, shape, rows, I, some, recurrent.used, memory);
        return new Layer(recurrence, output, next, recurrent);
    }

    /** Must be called before {@link #evaluate} and after every change of the weights: nothing is dropped. */
    public void prepareEvaluation() {
        dropping = false;
        layers.forEach(layer -> {
            if (layer.recurrent.dropout != null) {
                layer.recurrent.used.W().copyFrom(layer.recurrent.kept.W());
            }
        });
        pack();
    }

    /**
     * Must be called before {@link #train} and after every change of the weights.
     *
     * @param streams a random stream for each mask, by number
     */
    public void prepareTraining(IntFunction<RandomGenerator> streams) {
        dropping = true;
        int number = 0;
        for (var dropout : unitDropout) {
            dropout.draw(streams.apply(number++));
        }
        for (var layer : layers) {
            var recurrent = layer.recurrent;
            if (recurrent.dropout != null) {
                recurrent.dropout.draw(streams.apply(number++));
                recurrent.used.Wx().copyFrom(recurrent.kept.Wx());
                recurrent.dropout.apply(recurrent.kept.Wh(), recurrent.used.Wh());
            }
        }
        pack();
    }

    private void pack() {
        layers.forEach(layer -> layer.recurrence.weightsChanged());
        decoder.weightsChanged();
    }

    /** Makes the next call start from the zero state. */
    public void resetState() {
        layers.forEach(layer -> layer.recurrence.clear());
    }

    /** What the next call begins from: layer by layer, and there thread by thread. */
    public List<RecurrentState> states() {
        return layers.stream()
                .flatMap(layer -> layer.recurrence.states().stream())
                .toList();
    }

    /** The summed loss in nats; a target below 0 counts nowhere. */
    public double evaluate(int[] inputs, int[] targets) {
        forward(inputs);
        rows.arrange(targets, arrangedTargets);
        return crossEntropy.loss(arrangedTargets);
    }

    /** The summed loss in nats; the gradients become those of this call. */
    public double train(int[] inputs, int[] targets) {
        forward(inputs);
        rows.arrange(targets, arrangedTargets);
        double loss = crossEntropy.lossAndGradient(arrangedTargets);
        backward();
        return loss;
    }

    private void forward(int[] inputs) {
        rows.arrange(inputs, arrangedInputs);
        embedding.forward(arrangedInputs, x);
        drop(0, x, x);
        for (int l = 0; l < layers.size(); l++) {
            var layer = layers.get(l);
            layer.recurrence.forward();
            if (!unitDropout.isEmpty()) {
                drop(l + 1, layer.output, layer.next.values);
            }
        }
        decoder.forward();
    }

    private void drop(int number, Floats from, Floats to) {
        if (dropping && !unitDropout.isEmpty()) {
            unitDropout.get(number).apply(from, to);
        } else if (from != to) {
            to.copyFrom(from);
        }
    }

    private void backward() {
        decoder.backward();
        for (int l = layers.size() - 1; l >= 0; l--) {
            var layer = layers.get(l);
            drop(l + 1, layer.next.gradient, layer.next.gradient);
            layer.recurrence.backward();
            if (layer.recurrent.dropout != null && dropping) {
                var dWh = layer.recurrent.gradient.Wh();
                layer.recurrent.dropout.apply(dWh, dWh);
            }
        }
        drop(0, dx, dx);
        if (!tied) {
            gradients.embedding().clear();
        }
        embedding.backward(arrangedInputs, dx, gradients.embedding());
    }
}
