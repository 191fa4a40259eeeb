package dev.longhand.engine;

/** In which numbers matrix products read their factors; sums, gates, weights, moments and losses are float32 or better. */
public enum Precision {
    FLOAT32,
    /** Factors rounded to bfloat16: 8 bits of mantissa, the range of float32. */
    BF16
}
