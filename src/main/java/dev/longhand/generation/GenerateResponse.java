package dev.longhand.generation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What was written.
 *
 * @param seed what gives the same texts again
 */
record GenerateResponse(UUID id, UUID modelId, long seed, List<Choice> choices, Usage usage, Timing timing) {
    /**
     * One text.
     *
     * @param tokens the tokens of the text, without the prompt
     */
    record Choice(int index, String text, FinishReason finishReason, List<Token> tokens) {}

    /** A token: its id and what it reads as by itself, which for a part of a character is U+FFFD. */
    record Token(int id, String text) {}

    /** Why a text ended: it is as long as was asked for, a stop string came, or the model ended its segment. */
    enum FinishReason {
        @JsonProperty("length")
        LENGTH,
        @JsonProperty("stop")
        STOP,
        @JsonProperty("end")
        END
    }

    /** Tokens that were read, and tokens that were returned in all choices. */
    record Usage(int promptTokens, int completionTokens) {}

    /** How long it waited for its turn, and how long it took then. */
    record Timing(Duration queued, Duration prompt, Duration completion, double tokensPerSecond) {}
}
