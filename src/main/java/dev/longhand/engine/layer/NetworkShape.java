package dev.longhand.engine.layer;

import dev.longhand.engine.cell.Cell;

/**
 * Sizes of a whole network.
 *
 * @param cell the recurrent cell
 * @param V    tokens of the vocabulary
 * @param E    embedding
 * @param H    hidden units of each layer
 * @param L    recurrent layers
 * @param tied whether the decoder's weights are the embedding's
 */
public record NetworkShape(Cell cell, int V, int E, int H, int L, boolean tied) {
    /** Whether tied weights of another size than the hidden units need a projection before them. */
    public boolean hasProjection() {
        return tied && E != H;
    }
}
