package dev.longhand.generation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to write. Everything has a default. Fields of the API that this version accepts only in their neutral value are
 * refused by name otherwise.
 *
 * @param prompt            what comes before; an empty one begins like a new line, or a new segment
 * @param maxTokens         tokens of each choice at most
 * @param temperature       0 takes the most probable token; 1 samples as the model says; above it gets bolder
 * @param topK              sample from the k most probable tokens only; 0 from all
 * @param topP              sample from the fewest tokens whose probabilities add up to p
 * @param stop              ends a choice where one of these appears; it is not part of the text
 * @param seed              the same request with the same seed gives the same text; drawn and returned when it is left out
 * @param n                 how many choices
 * @param echo              whether each text begins with the prompt
 * @param unknownCharacters what becomes of characters or words of the prompt that the model does not know
 */
record GenerateRequest(
        @Schema(defaultValue = "", example = "The ") String prompt,
        @Min(1) @Schema(defaultValue = "200") Integer maxTokens,

        @DecimalMin("0") @DecimalMax("10") @Schema(defaultValue = "0.8")
        Double temperature,

        @Min(0) @Schema(defaultValue = "0") Integer topK,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Schema(defaultValue = "1")
        Double topP,

        @DecimalMin("0") @DecimalMax("0") @Schema(defaultValue = "0")
        Double minP,

        @DecimalMin("1") @DecimalMax("1") @Schema(defaultValue = "1")
        Double typicalP,

        @DecimalMin("1") @DecimalMax("1") @Schema(defaultValue = "1")
        Double repetitionPenalty,

        @DecimalMin("0") @DecimalMax("0") @Schema(defaultValue = "0")
        Double presencePenalty,

        @DecimalMin("0") @DecimalMax("0") @Schema(defaultValue = "0")
        Double frequencyPenalty,

        @Min(0) @Max(1_000_000) @Schema(defaultValue = "64") Integer penaltyWindow,

        @Size(max = GenerationProperties.MAX_STOPS)
        List<@NotNull @Size(min = 1, max = GenerationProperties.MAX_STOP_LENGTH) String> stop,

        @Schema(example = "42") @Nullable Long seed,
        @Min(1) @Schema(defaultValue = "1") Integer n,
        @Schema(defaultValue = "false") Boolean echo,
        @Min(0) @Max(0) @Schema(defaultValue = "0") Integer logprobs,
        @Schema(defaultValue = "error") UnknownCharacterRule unknownCharacters) {
    enum UnknownCharacterRule {
        @JsonProperty("error")
        ERROR,
        @JsonProperty("skip")
        SKIP,
        @JsonProperty("replace")
        REPLACE
    }

    GenerateRequest {
        prompt = prompt == null ? "" : prompt;
        maxTokens = maxTokens == null ? 200 : maxTokens;
        temperature = temperature == null ? 0.8 : temperature;
        topK = topK == null ? 0 : topK;
        topP = topP == null ? 1.0 : topP;
        minP = minP == null ? 0.0 : minP;
        typicalP = typicalP == null ? 1.0 : typicalP;
        repetitionPenalty = repetitionPenalty == null ? 1.0 : repetitionPenalty;
        presencePenalty = presencePenalty == null ? 0.0 : presencePenalty;
        frequencyPenalty = frequencyPenalty == null ? 0.0 : frequencyPenalty;
        penaltyWindow = penaltyWindow == null ? 64 : penaltyWindow;
        stop = stop == null ? List.of() : stop;
        n = n == null ? 1 : n;
        echo = echo != null && echo;
        logprobs = logprobs == null ? 0 : logprobs;
        unknownCharacters = unknownCharacters == null ? UnknownCharacterRule.ERROR : unknownCharacters;
    }
}
