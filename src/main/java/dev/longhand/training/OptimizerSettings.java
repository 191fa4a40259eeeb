package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.OptimizerSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * How a gradient becomes a step.
 *
 * @param learningRate size of a step
 * @param weightDecay  L2 penalty
 */
record OptimizerSettings(
        @Schema(defaultValue = "adam") Type type,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000") @Schema(defaultValue = "0.002")
        Double learningRate,

        @DecimalMin("0") @DecimalMax("1") @Schema(defaultValue = "0")
        Double weightDecay) {
    enum Type {
        @JsonProperty("adam")
        ADAM
    }

    /** What is left out takes its value from here. */
    static final OptimizerSettings DEFAULTS = new OptimizerSettings(Type.ADAM, 0.002, 0.0);

    OptimizerSettings {
        type = type == null ? DEFAULTS.type : type;
        learningRate = learningRate == null ? DEFAULTS.learningRate : learningRate;
        weightDecay = weightDecay == null ? DEFAULTS.weightDecay : weightDecay;
    }

    OptimizerSpec toSpec() {
        return switch (type) {
            case ADAM -> new OptimizerSpec.Adam(learningRate, weightDecay);
        };
    }
}
