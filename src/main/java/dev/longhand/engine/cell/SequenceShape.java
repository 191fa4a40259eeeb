package dev.longhand.engine.cell;

/**
 * Sizes of one recurrent layer over a sequence.
 *
 * @param T     time steps
 * @param B     rows of the batch
 * @param I     features that come in
 * @param H     hidden units
 * @param steps whose gradients of the weights are summed at a time. The sums of the parts are added in order, so that a part
 *              in which no row has anything left to learn changes no bit
 */
public record SequenceShape(int T, int B, int I, int H, int steps) {
    /** All steps summed at once. */
    public SequenceShape(int T, int B, int I, int H) {
        this(T, B, I, H, T);
    }
}
