package dev.longhand.engine.layer;

/**
 * Shares that a training sequence does without.
 *
 * @param units   of what one layer hands to the next: embedding, recurrent layers, decoder
 * @param weights of the recurrent matrices
 */
public record DropoutRates(double units, double weights) {
    public static final DropoutRates NONE = new DropoutRates(0, 0);
}
