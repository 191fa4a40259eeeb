package dev.longhand.engine.layer;

/**
 * Sizes of a whole network.
 *
 * @param V tokens of the vocabulary
 * @param E embedding
 * @param H hidden units of each layer
 * @param L recurrent layers
 */
public record NetworkShape(int V, int E, int H, int L) {}
