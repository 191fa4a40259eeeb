package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What of a training a client may set, in a request or an answer: each a number, or {@code "auto"} for the preset's.
 *
 * @param nEpochs                passes over the text
 * @param batchSize              streams of text that are read side by side
 * @param learningRateMultiplier times the learning rate of the preset
 */
record Hyperparameters(
        @JsonProperty("n_epochs") @Schema(implementation = Integer.class, example = "3") @Nullable
        JsonNode nEpochs,

        @JsonProperty("batch_size") @Schema(implementation = Integer.class, example = "8") @Nullable
        JsonNode batchSize,

        @JsonProperty("learning_rate_multiplier") @Schema(implementation = Double.class, example = "1.0") @Nullable
        JsonNode learningRateMultiplier) {
    static final String AUTO = "auto";
    static final Hyperparameters NONE = new Hyperparameters(null, null, null);
}
