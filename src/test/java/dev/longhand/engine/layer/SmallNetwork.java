package dev.longhand.engine.layer;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Cell;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.onednn.NumberType;
import dev.longhand.engine.onednn.OneDnn;

/**
 * A network with weights that are neither flat nor saturated. Where the cell has a kink, its sums keep away from it: every
 * unit has a bias that leaves it on one side.
 */
final class SmallNetwork {
    /** How the decoder and the embedding are related. */
    enum Tying {
        UNTIED,
        TIED,
        /** Behind a projection, because an embedding has another size than the hidden units. */
        PROJECTED
    }

    static final int V = 5;

    final NetworkShape shape;
    final ParameterLayout layout;
    final Parameters weights;
    final Parameters gradients;
    private final Backend backend;

    SmallNetwork(Backend backend, Cell cell, Tying tying, int layers) {
        this(backend, new NetworkShape(cell, V, tying == Tying.TIED ? 4 : 3, 4, layers, tying != Tying.UNTIED));
    }

    SmallNetwork(Backend backend, NetworkShape shape) {
        if (backend == Backend.ONEDNN) {
            assumeThat(OneDnn.isAvailable()).isTrue();
        }
        this.backend = backend;
        this.shape = shape;
        layout = new ParameterLayout(shape);
        weights = Parameters.zeros(shape);
        gradients = Parameters.zeros(shape);
        var random = new RandomFloats(shape.L());
        for (var parameter : layout.parameters()) {
            random.fill(of(weights.flat(), parameter), bound(parameter));
            if (hasKink() && parameter.name().contains(".bias_l")) {
                for (long i = 0; i < parameter.length(); i++) {
                    weights.flat().set(parameter.offset() + i, i % 3 == 1 ? -2 : 2);
                }
            }
        }
    }

    private boolean hasKink() {
        return shape.cell() == Cell.RNN_RELU || shape.cell() == Cell.RNN_LEAKY_RELU;
    }

    private double bound(Parameter parameter) {
        return hasKink() && parameter.name().contains(".weight_") ? 1.0 / shape.H() : 0.8;
    }

    static Floats of(Floats flat, Parameter parameter) {
        return flat.slice(parameter.offset(), parameter.length());
    }

    /** On one thread, with all steps summed at once and nothing dropped. */
    TrainingPass pass(int T, int B) {
        return pass(crew(1), T, B, T, DropoutRates.NONE);
    }

    TrainingPass pass(Crew crew, int T, int B, int some, DropoutRates dropout) {
        var compute = new Compute(backend, crew, NumberType.FLOAT32);
        var pass = new TrainingPass(compute, shape, T, B, some, weights, gradients, dropout);
        pass.prepareEvaluation();
        return pass;
    }

    Crew crew(int threads) {
        return new Crew(threads, backend::prepareThread);
    }

    /** Fills the gradients with what is none. */
    void spoilGradients() {
        for (var parameter : layout.parameters()) {
            new RandomFloats(1).fill(of(gradients.flat(), parameter), 9);
        }
    }
}
