package dev.longhand.generation;

import dev.longhand.engine.Predictor;

/** A fixed number of rows that a network computes at once; each has a state, and none depends on another. */
interface NetworkRows {
    int size();

    /** Lets a row begin from the zero state. */
    void reset(int row);

    /** Lets a row go on from where a row of the same network is. */
    void copy(int row, NetworkRows from, int fromRow);

    /**
     * Reads one token a row.
     *
     * @param ids    for each row
     * @param logits what comes next, for each row, (size,V)
     */
    void step(int[] ids, float[][] logits);

    /** The rows of a predictor. */
    record OfPredictor(Predictor predictor) implements NetworkRows {
        @Override
        public int size() {
            return predictor.rows();
        }

        @Override
        public void reset(int row) {
            predictor.reset(row);
        }

        @Override
        public void copy(int row, NetworkRows from, int fromRow) {
            predictor.copy(row, ((OfPredictor) from).predictor, fromRow);
        }

        @Override
        public void step(int[] ids, float[][] logits) {
            predictor.step(ids, logits);
        }
    }
}
