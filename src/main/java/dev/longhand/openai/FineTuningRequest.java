package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A fine-tuning job as OpenAI's clients ask for it.
 *
 * @param model           a preset (auto, tiny, small, default, large, shakespeare-best) to begin anew, or a model to go on from
 * @param trainingFile    the id of a file
 * @param suffix          name of the model; the file's when it is left out
 * @param seed            from which every random number is derived; drawn when it is left out
 * @param hyperparameters the older place of those in {@code method}
 * @param validationFile  refused: the end of the text is held out
 * @param integrations    refused
 * @param metadata        refused
 */
record FineTuningRequest(
        @NotNull @Schema(example = "auto") String model,

        @NotNull @JsonProperty("training_file") @Schema(example = "file-0198f3a0-0000-7000-8000-000000000000")
        String trainingFile,

        @Nullable String suffix,
        @Nullable Long seed,
        @Nullable Hyperparameters hyperparameters,
        @Nullable FineTuningMethod method,

        @JsonProperty("validation_file") @Schema(hidden = true) @Nullable
        JsonNode validationFile,

        @Schema(hidden = true) @Nullable JsonNode integrations,
        @Schema(hidden = true) @Nullable JsonNode metadata) {

    /** What was set, in whichever of the two places. */
    Hyperparameters settings() {
        var ofMethod = method == null || method.supervised() == null
                ? null
                : method.supervised().hyperparameters();
        if (hyperparameters != null) {
            return hyperparameters;
        }
        return ofMethod == null ? Hyperparameters.NONE : ofMethod;
    }
}
