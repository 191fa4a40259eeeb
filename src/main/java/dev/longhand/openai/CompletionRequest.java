package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to write, as OpenAI's clients ask for it. What is left out is as in their API, not as in the service's own: 16 tokens, a
 * temperature of 1.
 *
 * @param model         a name (its newest version), name:version, name@alias or an id
 * @param prompt        a text, or a list of them, each of which is continued; lists of tokens are refused
 * @param bestOf        writes so many for each prompt and returns the n most probable
 * @param echo          whether each text begins with its prompt
 * @param logitBias     added to the logits of tokens; a token is named by its text, because nobody outside has the model's ids
 * @param logprobs      with each token its log-probability, and so many of the most probable ones
 * @param n             how many texts for each prompt
 * @param seed          the same request with the same seed gives the same texts
 * @param stop          a text or a list of them; a completion ends where one appears
 * @param stream        whether pieces are sent as they are written
 * @param suffix        refused
 * @param user          ignored
 */
record CompletionRequest(
        @NotNull @Schema(example = "demo") String model,

        @Schema(
                oneOf = {String.class, String[].class},
                example = "public ")
        @Nullable
        JsonNode prompt,

        @JsonProperty("best_of") @Nullable Integer bestOf,
        @Nullable Boolean echo,
        @JsonProperty("frequency_penalty") @Nullable Double frequencyPenalty,
        @JsonProperty("logit_bias") @Nullable Map<String, Double> logitBias,
        @Nullable Integer logprobs,

        @JsonProperty("max_tokens") @Schema(defaultValue = "16") @Nullable
        Integer maxTokens,

        @Nullable Integer n,
        @JsonProperty("presence_penalty") @Nullable Double presencePenalty,
        @Nullable Long seed,

        @Schema(
                oneOf = {String.class, String[].class},
                example = "\n\n")
        @Nullable
        JsonNode stop,

        @Nullable Boolean stream,
        @JsonProperty("stream_options") @Nullable StreamOptions streamOptions,
        @Schema(hidden = true) @Nullable String suffix,
        @Schema(defaultValue = "1") @Nullable Double temperature,
        @JsonProperty("top_p") @Nullable Double topP,
        @Nullable String user) {

    /**
     * What a stream has beside its pieces.
     *
     * @param includeUsage       whether a last chunk tells the usage
     * @param includeObfuscation refused where it is true
     */
    record StreamOptions(
            @JsonProperty("include_usage") @Nullable Boolean includeUsage,

            @JsonProperty("include_obfuscation") @Schema(hidden = true) @Nullable
            Boolean includeObfuscation) {}

    boolean isStreamed() {
        return Boolean.TRUE.equals(stream);
    }

    boolean isUsageIncluded() {
        return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage);
    }
}
