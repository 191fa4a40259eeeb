package dev.longhand.training;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * When training ends before its last epoch.
 *
 * @param patience epochs without a better validation loss
 */
record EarlyStoppingSettings(
        @Min(1) @Max(10_000) @Schema(defaultValue = "3") Integer patience) {
    /** What is left out takes its value from here. */
    static final EarlyStoppingSettings DEFAULTS = new EarlyStoppingSettings(3);

    EarlyStoppingSettings {
        patience = patience == null ? DEFAULTS.patience : patience;
    }
}
