package dev.longhand.engine;

/** How a gradient is kept from exploding. */
public sealed interface ClippingSpec {
    record None() implements ClippingSpec {}

    /** Every component is cut to ±threshold. */
    record Value(double threshold) implements ClippingSpec {}

    /** The whole gradient is scaled down to this L2 norm. */
    record GlobalNorm(double threshold) implements ClippingSpec {}

    /** The gradient of each layer (embedding, every recurrent layer, decoder) is scaled down to this L2 norm by itself. */
    record PerLayerNorm(double threshold) implements ClippingSpec {}
}
