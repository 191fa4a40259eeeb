package dev.longhand.engine.onednn;

import dev.longhand.engine.array.Floats;
import java.util.Arrays;

/** The gradient of a bias that was added to N rows: what {@link WeightGradient} is, of an input that is always 1. */
public final class BiasGradient {
    private final WeightGradient gradient;

    /**
     * @param dz   (N,columns)
     * @param some rows that are summed at a time
     */
    public BiasGradient(int threads, Floats dz, int N, int columns, int some, Floats db) {
        var ones = new float[N];
        Arrays.fill(ones, 1);
        gradient = new WeightGradient(
                threads,
                new WeightGradient.Matrix(new Factors(Floats.of(ones), NumberType.FLOAT32), 1),
                new WeightGradient.Matrix(new Factors(dz, NumberType.FLOAT32), columns),
                N,
                some,
                db);
    }

    /** One thread's part. */
    public void run(int part) {
        gradient.run(part);
    }
}
