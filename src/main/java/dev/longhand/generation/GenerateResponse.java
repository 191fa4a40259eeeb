package dev.longhand.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was written.
 *
 * @param seed what gives the same texts again
 */
public record GenerateResponse(UUID id, UUID modelId, long seed, List<Choice> choices, Usage usage, Timing timing) {
    /**
     * One text.
     *
     * @param index  its place: with {@code bestOf} and {@code beams} the best text has the first one
     * @param tokens the tokens of the text; those of the prompt among them where it is echoed
     */
    public record Choice(int index, String text, FinishReason finishReason, List<Token> tokens) {}

    /**
     * A token.
     *
     * @param text        what it reads as by itself, which for a part of a character is U+FFFD
     * @param logprob     its log-probability to the model, in nats, before any step of the sampler; only where it was asked for
     * @param topLogprobs the tokens that were most probable in its place, the most probable first; only where they were asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Token(
            int id,
            String text,
            @Nullable Double logprob,
            @Nullable List<Alternative> topLogprobs) {}

    /** A token that could have come, with its log-probability. */
    public record Alternative(int id, String text, double logprob) {}

    /** Why a text ended: it is as long as was asked for, a stop string came, or the model ended its segment. */
    public enum FinishReason {
        @JsonProperty("length")
        LENGTH,
        @JsonProperty("stop")
        STOP,
        @JsonProperty("end")
        END
    }

    /** Tokens that were read, and tokens that were written and returned in all choices. */
    public record Usage(int promptTokens, int completionTokens) {}

    /** How long it waited for its turn, and how long it took then. */
    public record Timing(Duration queued, Duration prompt, Duration completion, double tokensPerSecond) {}
}
