package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.onednn.NumberType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What goes into a recurrence: weights, input, first state, and the gradient from above; the same for the same arguments. */
final class Problem {
    final Cell cell;
    final SequenceShape shape;
    final CellWeights weights;
    private final Floats x;
    private final Floats dy;
    private final RecurrentState first;

    Problem(Cell cell, SequenceShape shape) {
        this.cell = cell;
        this.shape = shape;
        var random = new RandomFloats(shape.hashCode());
        weights = zeros();
        fill(random);
        long N = (long) shape.T() * shape.B();
        x = random.uniform(N * shape.I(), 1.5);
        dy = random.uniform(N * shape.H(), 1);
        first = RecurrentState.zeros(cell, shape.B(), shape.H());
        random.fill(first.h(), 0.9);
        if (first.c() != null) {
            random.fill(first.c(), 2);
        }
    }

    private CellWeights zeros() {
        long G = (long) cell.gates() * shape.H();
        return new CellWeights(
                Floats.zeros((shape.I() + shape.H()) * G),
                shape.I(),
                Floats.zeros(G),
                cell.hasTwoBiases() ? Floats.zeros(G) : null);
    }

    /** Other weights, in the same memory. */
    void fill(RandomFloats random) {
        double bound = 1 / Math.sqrt(shape.H());
        random.fill(weights.W(), bound);
        random.fill(weights.b(), bound);
        if (weights.bh() != null) {
            random.fill(weights.bh(), bound);
        }
    }

    /** Weights that keep each sum far from 0, on either side: a rounding there would decide whether ReLU passes anything on. */
    Problem awayFromKinks() {
        var random = new RandomFloats(3);
        random.fill(weights.W(), 0.2 / Math.sqrt(shape.I() + shape.H()));
        for (long j = 0; j < weights.b().length(); j++) {
            weights.b().set(j, j % 2 == 0 ? 2 : -2);
        }
        return this;
    }

    /** What a platform without oneDNN computes with, and the specification. */
    Run reference() {
        return training((sequence, gradients) ->
                Compute.alone(Backend.REFERENCE).recurrence(cell, shape, weights, sequence, gradients));
    }

    /** What serves and trains. */
    Run fast(Mode mode) {
        return new Run(
                mode,
                (sequence, gradients) ->
                        Compute.alone(Backend.ONEDNN).recurrence(cell, shape, weights, sequence, gradients));
    }

    /** Products and gates, whatever the cell. */
    Run products(NumberType type, Mode mode) {
        return new Run(
                mode,
                (sequence, gradients) -> new ProductRecurrence(type, null, cell, shape, weights, sequence, gradients));
    }

    private Run training(Maker maker) {
        return new Run(Mode.TRAINING, maker);
    }

    enum Mode {
        TRAINING,
        INFERENCE
    }

    private interface Maker {
        Recurrence make(Sequence sequence, @Nullable SequenceGradients gradients);
    }

    /** One recurrence with results of its own. */
    final class Run {
        final Sequence sequence;
        final Recurrence recurrence;
        private final @Nullable SequenceGradients gradients;

        private Run(Mode mode, Maker maker) {
            long N = (long) shape.T() * shape.B();
            sequence = new Sequence(
                    x, Floats.zeros(N * shape.H()), first, RecurrentState.zeros(cell, shape.B(), shape.H()));
            gradients = mode == Mode.INFERENCE ? null : new SequenceGradients(Floats.zeros(x.length()), dy, zeros());
            recurrence = maker.make(sequence, gradients);
            recurrence.weightsChanged();
        }

        SequenceGradients gradients() {
            return Objects.requireNonNull(gradients);
        }

        Run forward() {
            recurrence.forward();
            return this;
        }

        Run forwardAndBackward() {
            recurrence.forward();
            recurrence.backward();
            return this;
        }

        /** Leaves numbers where the gradients will go. */
        Run withRubbish() {
            var random = new RandomFloats(1);
            random.fill(gradients().dx(), 9);
            random.fill(gradients().weights().W(), 9);
            random.fill(gradients().weights().b(), 9);
            if (cell.hasTwoBiases()) {
                random.fill(gradients().weights().secondBias(), 9);
            }
            return this;
        }
    }
}
