package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;

/**
 * The weights of one recurrent layer, or their gradients: views of the flat vector. The G gates of a unit stand in PyTorch's
 * order, one block a gate.
 *
 * @param Wx (I,G·H)
 * @param Wh (H,G·H)
 * @param b  (G·H)
 */
public record CellWeights(Floats Wx, Floats Wh, Floats b) {}
