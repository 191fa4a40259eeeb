package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a model is fine-tuned; {@code supervised} is the one way here, and the others are only known to be refused. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FineTuningMethod(
        @Nullable String type,
        @Nullable Supervised supervised,
        @Schema(hidden = true) @Nullable JsonNode dpo,
        @Schema(hidden = true) @Nullable JsonNode reinforcement) {
    static final String SUPERVISED = "supervised";

    record Supervised(@Nullable Hyperparameters hyperparameters) {}

    static FineTuningMethod supervised(Hyperparameters hyperparameters) {
        return new FineTuningMethod(SUPERVISED, new Supervised(hyperparameters), null, null);
    }
}
