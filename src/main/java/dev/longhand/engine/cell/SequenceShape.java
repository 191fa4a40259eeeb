package dev.longhand.engine.cell;

/**
 * Sizes of one recurrent layer over a sequence.
 *
 * @param T time steps
 * @param B rows of the batch
 * @param I features that come in
 * @param H hidden units
 */
public record SequenceShape(int T, int B, int I, int H) {}
