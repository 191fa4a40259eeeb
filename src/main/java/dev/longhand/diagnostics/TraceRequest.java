package dev.longhand.diagnostics;

import dev.longhand.models.UnknownCharacterRule;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text to look at.
 *
 * @param layers            from 0; all when it is left out
 * @param units             of each of these layers, from 0; all when it is left out
 * @param unknownCharacters what becomes of characters or words that the model does not know
 */
record TraceRequest(
        @NotNull @Size(min = 1) @Schema(example = "The ") String text,

        @Size(min = 1, max = 8) @Schema(example = "[0]") @Nullable
        List<@NotNull @Min(0) Integer> layers,

        @Size(min = 1, max = 4096) @Schema(example = "[0, 5]") @Nullable
        List<@NotNull @Min(0) Integer> units,

        @Schema(defaultValue = "error") UnknownCharacterRule unknownCharacters) {
    TraceRequest {
        unknownCharacters = unknownCharacters == null ? UnknownCharacterRule.ERROR : unknownCharacters;
    }
}
