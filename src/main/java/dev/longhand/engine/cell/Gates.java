package dev.longhand.engine.cell;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.Floats;

/**
 * What a cell computes beside its matrix products, for all rows of one time step, on columns of H units as plain arrays, a
 * block of rows at a time.
 */
interface Gates {
    /**
     * From the sums before activation, and the state before, to the output; the sums become the gates.
     *
     * @param before (B,H)
     */
    void forward(int t, Floats before);

    /** From the gradient of what the cell showed to that of the sums, which takes the place of the gates. */
    void backward(int t, Floats before);

    /** Sizes and places that all cells share. */
    record Layout(int B, int H, int gates) {
        int blockRows() {
            return Blocks.rows(H);
        }

        float[] block() {
            return new float[blockRows() * H];
        }

        /** Columns of gate k in sums (T,B,G·H). */
        void load(Floats sums, int gate, long row, int rows, float[] to) {
            Blocks.load(sums, row, rows, gates * H, gate * H, H, to);
        }

        void store(float[] from, Floats sums, int gate, long row, int rows) {
            Blocks.store(from, sums, row, rows, gates * H, gate * H, H);
        }

        /** Rows of a vector of H units. */
        void load(Floats units, long row, int rows, float[] to) {
            Blocks.load(units, row, rows, H, 0, H, to);
        }

        void store(float[] from, Floats units, long row, int rows) {
            Blocks.store(from, units, row, rows, H, 0, H);
        }
    }
}
