package dev.longhand.engine;

import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.onednn.NumberType;
import dev.longhand.engine.onednn.OneDnn;

/** In which numbers matrix products read their factors; sums, gates, weights, moments and losses are float32 or better. */
public enum Precision {
    FLOAT32,
    /** Factors rounded to bfloat16: 8 bits of mantissa, the range of float32. */
    BF16;

    /** Whether this machine has instructions for it; where it has none, {@link #FLOAT32} takes its place. */
    public boolean isSupported() {
        return this == FLOAT32 || (Backend.best() == Backend.ONEDNN && OneDnn.hasBf16());
    }

    NumberType on(Backend backend) {
        return this == BF16 && backend == Backend.ONEDNN && isSupported() ? NumberType.BF16 : NumberType.FLOAT32;
    }
}
