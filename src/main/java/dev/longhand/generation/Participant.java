package dev.longhand.generation;

import org.jspecify.annotations.Nullable;

/** Somebody whose rows are computed in a batch with those of others. Called by the thread of the batch alone. */
interface Participant {
    /** How many rows it has at most. */
    int mostRows();

    /** What its rows read next; null when it has come to its end. */
    @Nullable
    Reading next();

    /**
     * Takes what the model says after that.
     *
     * @param logits for each row that has read, (V); good until this returns
     */
    void take(float[][] logits);
}
