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
 * @param seed   what gives the same texts again
 * @param copies whether there was a corpus to look for copies in; only where they were asked for
 */
public record GenerateResponse(
        UUID id,
        UUID modelId,
        long seed,
        List<Choice> choices,
        Usage usage,
        Timing timing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CopySource copies) {
    GenerateResponse(UUID id, UUID modelId, long seed, List<Choice> choices, Usage usage, Timing timing) {
        this(id, modelId, seed, choices, usage, timing, null);
    }

    /** The same with what is known of copies. */
    GenerateResponse with(CopySource copies, List<Choice> choices) {
        return new GenerateResponse(id, modelId, seed, choices, usage, timing, copies);
    }

    /**
     * One text.
     *
     * @param index  its place: with {@code bestOf} and {@code beams} the best text has the first one
     * @param tokens the tokens of the text; those of the prompt among them where it is echoed
     * @param state  what another request gives as {@code state} to go on after the last token, a stop string that has ended the
     *               text included; only where it was asked for
     * @param copy   what it has copied; only where that was asked for and there was a corpus to look into
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Choice(
            int index,
            String text,
            FinishReason finishReason,
            List<Token> tokens,
            @Nullable String state,
            @Nullable Copy copy) {
        Choice(int index, String text, FinishReason finishReason, List<Token> tokens, @Nullable String state) {
            this(index, text, finishReason, tokens, state, null);
        }

        Choice with(Copy copy) {
            return new Choice(index, text, finishReason, tokens, state, copy);
        }

        /** The same in another place. */
        Choice at(int index) {
            return new Choice(index, text, finishReason, tokens, state, copy);
        }
    }

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
    public record Timing(Duration queued, Duration prompt, Duration completion, double tokensPerSecond) {
        static Timing of(Duration queued, Duration prompt, Duration completion, int tokens) {
            return new Timing(queued, prompt, completion, Math.round(tokens * 1e9 / Math.max(1, completion.toNanos())));
        }
    }
}
