package dev.longhand.generation;

import java.util.List;

/** Writes the texts of one request after its prompt was read. */
sealed interface Writer permits SampledTexts, BeamSearch {
    /** How many rows it has at most. */
    int mostRows();

    /**
     * Begins.
     *
     * @param logits what the model says after the prompt, (V)
     */
    void begin(float[] logits);

    /** Whether the texts are finished. */
    boolean isOver();

    /** What its rows read next, unless it is over; for the first time they go on from the only row, that of the prompt. */
    Reading next();

    /**
     * Goes on with what the model says after that.
     *
     * @param logits for each row that has read, (V)
     */
    void take(float[][] logits);

    /** The texts in the order of the answer; all that is asked for when it is over. */
    List<Continuation> texts();
}
