package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.ClippingSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * How a gradient is kept from exploding.
 *
 * @param threshold the norm, or the size of a component, that nothing exceeds afterwards
 */
record ClippingSettings(
        @Schema(defaultValue = "globalNorm") Type type,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000000") @Schema(defaultValue = "1")
        Double threshold) {
    enum Type {
        @JsonProperty("none")
        NONE,
        @JsonProperty("value")
        VALUE,
        @JsonProperty("globalNorm")
        GLOBAL_NORM
    }

    /** What is left out takes its value from here. */
    static final ClippingSettings DEFAULTS = new ClippingSettings(Type.GLOBAL_NORM, 1.0);

    ClippingSettings {
        type = type == null ? DEFAULTS.type : type;
        threshold = threshold == null ? DEFAULTS.threshold : threshold;
    }

    ClippingSpec toSpec() {
        return switch (type) {
            case NONE -> new ClippingSpec.None();
            case VALUE -> new ClippingSpec.Value(threshold);
            case GLOBAL_NORM -> new ClippingSpec.GlobalNorm(threshold);
        };
    }
}
