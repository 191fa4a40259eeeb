package dev.longhand.training;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.ClippingSpec;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;

/**
 * How a gradient is kept from exploding.
 *
 * @param type      what is cut: nothing, each component by its size, the whole gradient or that of each layer by its norm
 * @param threshold the norm, or the size of a component, that nothing exceeds afterwards
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClippingSettings(
        Type type,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000000") @Nullable
        Double threshold) {
    enum Type implements Choice {
        @JsonProperty("none")
        NONE("{}"),
        @JsonProperty("value")
        VALUE("""
            {"threshold": 1.0}\
            """),
        @JsonProperty("globalNorm")
        GLOBAL_NORM("""
            {"threshold": 1.0}\
            """),
        @JsonProperty("perLayerNorm")
        PER_LAYER_NORM("""
            {"threshold": 1.0}\
            """);

        private final String parameters;

        Type(String parameters) {
            this.parameters = parameters;
        }

        @Override
        public String parameters() {
            return parameters;
        }
    }

    ClippingSpec toSpec() {
        return switch (type) {
            case NONE -> new ClippingSpec.None();
            case VALUE -> new ClippingSpec.Value(requireNonNull(threshold));
            case GLOBAL_NORM -> new ClippingSpec.GlobalNorm(requireNonNull(threshold));
            case PER_LAYER_NORM -> new ClippingSpec.PerLayerNorm(requireNonNull(threshold));
        };
    }
}
