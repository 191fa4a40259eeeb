package dev.longhand.engine;

import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.layer.Parameters;
import dev.longhand.engine.layer.TrainingPass;
import dev.longhand.engine.onednn.OneDnn;

/** The rows of a batch that one thread computes, with their own gradients; the weights are shared. */
final class Shard {
    private final Backend backend;
    private final int firstRow;
    private final int rows;
    private final int steps;
    private final int[] inputs;
    private final int[] targets;
    private final Parameters gradients;
    private final TrainingPass pass;
    private double loss;

    /** Rows {@code [firstRow, firstRow + rows)} over sequences of this many steps. */
    Shard(Backend backend, Weights weights, int firstRow, int rows, int steps) {
        this.backend = backend;
        this.firstRow = firstRow;
        this.rows = rows;
        this.steps = steps;
        inputs = new int[rows * steps];
        targets = new int[rows * steps];
        gradients = Parameters.zeros(weights.spec().layout());
        pass = new TrainingPass(backend, weights.spec().shape(), steps, rows, weights.parameters(), gradients);
    }

    void resetState() {
        pass.resetState();
    }

    /** Forward and backward over step {@code k} of the streams. */
    void train(TokenStreams streams, long k) {
        prepare(streams, k);
        loss = pass.train(inputs, targets);
    }

    /** Forward alone. */
    void evaluate(TokenStreams streams, long k) {
        prepare(streams, k);
        loss = pass.evaluate(inputs, targets);
    }

    private void prepare(TokenStreams streams, long k) {
        if (backend == Backend.ONEDNN) {
            OneDnn.useOneThread();
        }
        streams.fill(k * steps, steps, firstRow, rows, inputs, targets);
        pass.weightsChanged();
    }

    /** Summed over the rows and steps of the last call. */
    double loss() {
        return loss;
    }

    /** Of the summed loss of the last call to {@link #train}. */
    Parameters gradients() {
        return gradients;
    }
}
