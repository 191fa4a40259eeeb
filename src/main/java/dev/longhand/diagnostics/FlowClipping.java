package dev.longhand.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.ClippingSpec;
import dev.longhand.web.InvalidField;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the gradient of the parameters is kept from exploding, as in a training job.
 *
 * @param threshold the norm, or the size of a component, that nothing exceeds afterwards; 1 when it is left out
 */
record FlowClipping(
        @NotNull @Schema(example = "globalNorm") Type type,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000000") @Schema(example = "1.0") @Nullable
        Double threshold) {
    static final FlowClipping DEFAULT = new FlowClipping(Type.GLOBAL_NORM, null);

    enum Type {
        @JsonProperty("none")
        NONE,
        @JsonProperty("value")
        VALUE,
        @JsonProperty("globalNorm")
        GLOBAL_NORM,
        @JsonProperty("perLayerNorm")
        PER_LAYER_NORM
    }

    /** What would be without effect. */
    void addContradictions(String pointer, List<InvalidField> found) {
        if (type == Type.NONE && threshold != null) {
            found.add(new InvalidField(pointer + "/threshold", "is not possible with type none"));
        }
    }

    ClippingSpec toSpec() {
        double most = Objects.requireNonNullElse(threshold, 1.0);
        return switch (type) {
            case NONE -> new ClippingSpec.None();
            case VALUE -> new ClippingSpec.Value(most);
            case GLOBAL_NORM -> new ClippingSpec.GlobalNorm(most);
            case PER_LAYER_NORM -> new ClippingSpec.PerLayerNorm(most);
        };
    }
}
