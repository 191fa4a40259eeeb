package dev.longhand.engine.layer;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.crew.Crew;
import java.lang.foreign.MemorySegment;

/** Rows of a table by token id: gathered, never multiplied as one-hot vectors. Table (V,E) · x (N,E). */
final class Embedding {
    private final Crew crew;
    private final int E;
    private final Floats table;

    Embedding(Crew crew, int E, Floats table) {
        this.crew = crew;
        this.E = E;
        this.table = table;
    }

    void forward(int[] ids, Floats x) {
        crew.each(part -> {
            for (int n = crew.begin(ids.length, part); n < crew.begin(ids.length, part + 1); n++) {
                MemorySegment.copy(table.memory(), JAVA_FLOAT, rowAt(ids[n]), x.memory(), JAVA_FLOAT, rowAt(n), E);
            }
        });
    }

    /** Adds each row of dx to the row of its token, in the order of the batch; every thread has columns to itself. */
    void backward(int[] ids, Floats dx, Floats dTable) {
        crew.each(part -> {
            int column = crew.begin(E, part);
            int width = crew.begin(E, part + 1) - column;
            var sum = new float[width];
            var row = new float[width];
            for (int n = 0; n < ids.length; n++) {
                long target = (long) ids[n] * E + column;
                Blocks.load(dx, (long) n * E + column, width, row);
                Blocks.load(dTable, target, width, sum);
                for (int e = 0; e < width; e++) {
                    sum[e] += row[e];
                }
                Blocks.store(sum, dTable, target, width);
            }
        });
    }

    private long rowAt(int row) {
        return (long) Float.BYTES * row * E;
    }
}
