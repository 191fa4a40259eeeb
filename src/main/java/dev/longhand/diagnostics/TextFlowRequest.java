package dev.longhand.diagnostics;

import dev.longhand.models.UnknownCharacterRule;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A text whose last token a model should tell from those before.
 *
 * @param unknownCharacters what becomes of characters or words that the model does not know
 */
record TextFlowRequest(
        @NotNull @Size(min = 1) @Schema(example = "public final class ")
        String text,

        @Schema(defaultValue = "error") UnknownCharacterRule unknownCharacters) {
    TextFlowRequest {
        unknownCharacters = unknownCharacters == null ? UnknownCharacterRule.ERROR : unknownCharacters;
    }
}
