package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How the learning rate changes over the steps.
 *
 * @param warmupSteps not possible yet but as 0
 */
record ScheduleSettings(
        @Schema(defaultValue = "constant") Type type,
        @Min(0) @Max(0) @Schema(defaultValue = "0") Integer warmupSteps) {
    enum Type {
        @JsonProperty("constant")
        CONSTANT
    }

    /** What is left out takes its value from here. */
    static final ScheduleSettings DEFAULTS = new ScheduleSettings(Type.CONSTANT, 0);

    ScheduleSettings {
        type = type == null ? DEFAULTS.type : type;
        warmupSteps = warmupSteps == null ? DEFAULTS.warmupSteps : warmupSteps;
    }
}
