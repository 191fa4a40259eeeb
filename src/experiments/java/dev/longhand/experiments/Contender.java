package dev.longhand.experiments;

import dev.longhand.engine.Activation;
import dev.longhand.engine.CellType;
import dev.longhand.engine.InitializationSpec;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.layer.SequenceModel;
import java.util.random.RandomGenerator;

/** A network that tries to add, with the weights that the engine gives it unless something else is said. */
enum Contender {
    TANH("tanh RNN", CellType.RNN, Activation.TANH, 0.001),
    /** Recurrent weights that keep everything, input weights close to 0 (Le, Jaitly and Hinton 2015). */
    IRNN("ReLU RNN, identity", CellType.RNN, Activation.RELU, 0.001),
    GRU("GRU", CellType.GRU, Activation.TANH, 0.005),
    /** With a forget bias of 1. */
    LSTM("LSTM", CellType.LSTM, Activation.TANH, 0.005);

    private static final double SMALL = 0.001;

    private final String words;
    private final CellType cell;
    private final Activation activation;
    private final double learningRate;

    Contender(String words, CellType cell, Activation activation, double learningRate) {
        this.words = words;
        this.cell = cell;
        this.activation = activation;
        this.learningRate = learningRate;
    }

    NetworkSpec network(int H, Task task) {
        return new NetworkSpec(cell, activation, 1, H, task.features(), task.outputs(), false, 0, 0);
    }

    InitializationSpec initialization() {
        return InitializationSpec.defaultFor(cell, activation);
    }

    /** Found by trying a few at T = 100 for the ReLU RNN and the LSTM; the others take that of their kind. */
    double learningRate() {
        return learningRate;
    }

    /** What the engine's initial weights do not have. */
    void refine(SequenceModel model, RandomGenerator random) {
        if (this == IRNN) {
            Gaussian.fill(model.cell().Wx(), SMALL, random);
            model.weightsChanged();
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
