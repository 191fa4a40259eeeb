package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.layer.InferencePass;
import dev.longhand.engine.onednn.NumberType;

/**
 * Predicts the next token for rows that know nothing of each other, one token at a time. A row's numbers have the same bits
 * whatever the other rows hold. One thread at a time; making one packs the weights, so keep it for the next request.
 */
public final class Predictor {
    /** On some processors one row alone takes another kernel with other rounding; so there are always two. */
    private static final int MIN_ROWS = 2;

    /** From so many rows on, threads that share them gain more than their meetings cost. */
    private static final int SHARED_ROWS = 16;

    private final int rows;
    private final int vocabularySize;
    private final InferencePass pass;

    public Predictor(Weights weights, int rows) {
        this(weights, rows, Backend.best());
    }

    Predictor(Weights weights, int rows, Backend backend) {
        this.rows = Math.max(rows, MIN_ROWS);
        this.vocabularySize = weights.spec().vocabularySize();
        this.pass = new InferencePass(
                new Compute(backend, crew(backend, this.rows), NumberType.FLOAT32),
                weights.spec().shape(),
                this.rows,
                weights.parameters());
    }

    private static Crew crew(Backend backend, int rows) {
        return backend == Backend.ONEDNN && rows >= SHARED_ROWS && rows >= MIN_ROWS * Everybody.CREW.size()
                ? Everybody.CREW
                : Crew.ofOne(backend::prepareThread);
    }

    /** Made at the first use, and shared by all predictors of this process. */
    private static final class Everybody {
        static final Crew CREW = new Crew(Runtime.getRuntime().availableProcessors(), Backend.ONEDNN::prepareThread);
    }

    /** Forgets everything that was read. */
    public void reset() {
        pass.resetState();
    }

    /** A copy of what a row carries from token to token: layer by layer h and, where the cell keeps one, c. */
    public float[][] state(int row) {
        return pass.state(row).stream().map(Floats::toArray).toArray(float[][]::new);
    }

    /** Lets a row go on from such a state: that of any row of any predictor of the same weights. */
    public void restore(int row, float[][] state) {
        var parts = pass.state(row);
        for (int i = 0; i < state.length; i++) {
            parts.get(i).set(0, state[i]);
        }
    }

    /**
     * Reads one token a row.
     *
     * @param ids one id a row
     * @return for each row the logits of its next token
     */
    public float[][] step(int[] ids) {
        var padded = java.util.Arrays.copyOf(ids, rows);
        var all = pass.step(padded).toArray();
        var logits = new float[ids.length][];
        for (int row = 0; row < ids.length; row++) {
            logits[row] = java.util.Arrays.copyOfRange(all, row * vocabularySize, (row + 1) * vocabularySize);
        }
        return logits;
    }
}
