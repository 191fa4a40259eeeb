package dev.longhand.generation;

import dev.longhand.models.UnknownCharacterRule;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A text to score.
 *
 * @param unknownCharacters what becomes of characters or words that the model does not know
 */
record ScoreRequest(
        @NotNull @Size(min = 1) @Schema(example = "The ") String text,
        @Schema(defaultValue = "error") UnknownCharacterRule unknownCharacters) {
    ScoreRequest {
        unknownCharacters = unknownCharacters == null ? UnknownCharacterRule.ERROR : unknownCharacters;
    }
}
