package dev.longhand.engine.layer;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.longhand.engine.array.Floats;
import java.lang.foreign.MemorySegment;

/** Rows of a table by token id: gathered, never multiplied as one-hot vectors. Table (V,E) · x (N,E). */
final class Embedding {
    private final int E;
    private final Floats table;

    Embedding(int E, Floats table) {
        this.E = E;
        this.table = table;
    }

    void forward(int[] ids, Floats x) {
        for (int n = 0; n < ids.length; n++) {
            MemorySegment.copy(table.memory(), JAVA_FLOAT, rowAt(ids[n]), x.memory(), JAVA_FLOAT, rowAt(n), E);
        }
    }

    /** Adds each row of dx to the row of its token, in the order of the batch. */
    void backward(int[] ids, Floats dx, Floats dTable) {
        var from = dx.memory();
        var to = dTable.memory();
        for (int n = 0; n < ids.length; n++) {
            long source = (long) n * E;
            long target = (long) ids[n] * E;
            for (int e = 0; e < E; e++) {
                to.setAtIndex(
                        JAVA_FLOAT,
                        target + e,
                        to.getAtIndex(JAVA_FLOAT, target + e) + from.getAtIndex(JAVA_FLOAT, source + e));
            }
        }
    }

    private long rowAt(int row) {
        return (long) Float.BYTES * row * E;
    }
}
