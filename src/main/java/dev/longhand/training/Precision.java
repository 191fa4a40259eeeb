package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In which numbers matrix products read their factors. */
enum Precision {
    @JsonProperty("float32")
    FLOAT32,
    @JsonProperty("bf16")
    BF16;

    dev.longhand.engine.Precision toSpec() {
        return switch (this) {
            case FLOAT32 -> dev.longhand.engine.Precision.FLOAT32;
            case BF16 -> dev.longhand.engine.Precision.BF16;
        };
    }
}
