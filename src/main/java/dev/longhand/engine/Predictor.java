package dev.longhand.engine;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.layer.InferencePass;
import dev.longhand.engine.onednn.NumberType;
import dev.longhand.engine.onednn.PackedCopies;

/**
 * Predicts the next token for rows that know nothing of each other, one token at a time. A row's numbers have the same bits
 * whatever the other rows hold, and in a predictor of any size up to {@link #MOST_ROWS}. One thread at a time.
 */
public final class Predictor {
    /** Up to here it is tried that a row has the same bits at every size. */
    public static final int MOST_ROWS = 64;

    /** On some processors one row alone takes another kernel with other rounding; so there are always two. */
    private static final int MIN_ROWS = 2;

    /** From so many rows on, and so many products of weights and rows, threads that share them gain more than their meetings cost. */
    private static final int SHARED_ROWS = 16;

    private static final long SHARED_PRODUCTS = 16_000_000;

    private final int rows;
    private final int vocabularySize;
    private final InferencePass pass;
    private final int[] padded;

    public Predictor(Weights weights, int rows) {
        this(weights, rows, Backend.best());
    }

    Predictor(Weights weights, int rows, Backend backend) {
        this(weights, rows, backend, new PackedCopies());
    }

    Predictor(Weights weights, int rows, Backend backend, PackedCopies copies) {
        backend.prepareThread();
        this.rows = Math.max(rows, MIN_ROWS);
        this.vocabularySize = weights.spec().vocabularySize();
        this.padded = new int[this.rows];
        this.pass = new InferencePass(
                new Compute(backend, crew(backend, this.rows, weights.spec().parameters()), NumberType.FLOAT32, copies),
                weights.spec().shape(),
                this.rows,
                weights.parameters());
    }

    private static Crew crew(Backend backend, int rows, long parameters) {
        return backend == Backend.ONEDNN
                        && rows >= SHARED_ROWS
                        && rows * parameters >= SHARED_PRODUCTS
                        && rows >= MIN_ROWS * Everybody.CREW.size()
                ? Everybody.CREW
                : Crew.ofOne(backend::prepareThread);
    }

    /** Made at the first use, and shared by all predictors of this process. */
    private static final class Everybody {
        static final Crew CREW = new Crew(Runtime.getRuntime().availableProcessors(), Backend.ONEDNN::prepareThread);
    }

    /** How many rows it has: those that were asked for, or two. */
    public int rows() {
        return rows;
    }

    /** Forgets everything that was read. */
    public void reset() {
        pass.resetState();
    }

    /** Lets one row forget what it has read. */
    public void reset(int row) {
        pass.state(row).forEach(Floats::clear);
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

    /** Lets a row go on from where a row of a predictor of the same weights is, this one or another. */
    public void copy(int row, Predictor from, int fromRow) {
        var target = pass.state(row);
        var source = from.pass.state(fromRow);
        for (int i = 0; i < target.size(); i++) {
            target.get(i).copyFrom(source.get(i));
        }
    }

    /**
     * Reads one token a row.
     *
     * @param ids one id a row
     * @return for each row the logits of its next token
     */
    public float[][] step(int[] ids) {
        var logits = new float[ids.length][vocabularySize];
        step(ids, logits);
        return logits;
    }

    /**
     * The same.
     *
     * @param logits where they go, (rows,V)
     */
    public void step(int[] ids, float[][] logits) {
        System.arraycopy(ids, 0, padded, 0, ids.length);
        var all = pass.step(padded);
        for (int row = 0; row < ids.length; row++) {
            Blocks.load(all, (long) row * vocabularySize, vocabularySize, logits[row]);
        }
    }

    /** Memory that it takes beside the weights and their packed copies, about: what its rows read and write. */
    long bytes() {
        return pass.bytes();
    }
}
