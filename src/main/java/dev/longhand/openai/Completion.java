package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.generation.GenerateResponse.FinishReason;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was written, or in a stream a piece of it.
 *
 * @param created           in seconds since 1970
 * @param model             name and version of the one that wrote
 * @param usage             null in all chunks of a stream but the last
 * @param systemFingerprint changes when the same request with the same seed may give another text: when the model is another one
 */
record Completion(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Usage usage,
        @JsonProperty("system_fingerprint") String systemFingerprint) {
    static final String OBJECT = "text_completion";

    static String id(UUID id) {
        return "cmpl-" + id;
    }

    /**
     * One text, or a piece of one.
     *
     * @param index        its place among the texts of all prompts
     * @param logprobs     null where they were not asked for
     * @param finishReason {@code length} or {@code stop}; null in a piece
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Choice(
            String text,
            int index,
            @Nullable Logprobs logprobs,
            @JsonProperty("finish_reason") @Nullable String finishReason) {}

    /** Tokens that were read, tokens that were written, in all texts. */
    record Usage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("completion_tokens") int completionTokens,
            @JsonProperty("total_tokens") int totalTokens) {
        static final Usage NONE = new Usage(0, 0, 0);

        Usage plus(dev.longhand.generation.GenerateResponse.Usage more) {
            int prompt = promptTokens + more.promptTokens();
            int completion = completionTokens + more.completionTokens();
            return new Usage(prompt, completion, prompt + completion);
        }
    }

    /** The end of a segment is a stop that the model has chosen itself. */
    static String finishReason(FinishReason reason) {
        return switch (reason) {
            case LENGTH -> "length";
            case STOP, END -> "stop";
        };
    }
}
