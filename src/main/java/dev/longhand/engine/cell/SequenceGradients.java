package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;

/**
 * Where the gradients of a {@link Sequence} and of the weights go. Back-propagation is truncated: no gradient comes from
 * behind the last step, and none goes beyond the first.
 *
 * @param dx      (T,B,I), written
 * @param dy      (T,B,H), read
 * @param weights written
 */
public record SequenceGradients(Floats dx, Floats dy, CellWeights weights) {}
