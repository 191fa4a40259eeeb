package dev.longhand.generation;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of generation.
 *
 * @param maxTokens           tokens of one choice
 * @param maxPromptCharacters code points of a prompt
 * @param maxChoices          choices of one request, and texts that they are the best of
 * @param maxBeams            beams of one request
 * @param maxScoreCharacters  code points of a text that is scored
 * @param concurrent          requests computed at the same time; all processors when 0
 * @param maxWaiting          requests that may wait for their turn before the API answers 503
 */
@Validated
@ConfigurationProperties("longhand.generation")
record GenerationProperties(
        @DefaultValue("16384") @Positive int maxTokens,
        @DefaultValue("65536") @Positive int maxPromptCharacters,
        @DefaultValue("16") @Positive int maxChoices,
        @DefaultValue("16") @Positive int maxBeams,
        @DefaultValue("262144") @Positive int maxScoreCharacters,
        @DefaultValue("0") @Min(0) int concurrent,
        @DefaultValue("256") @Positive int maxWaiting) {
    static final int MAX_STOPS = 16;
    static final int MAX_STOP_LENGTH = 200;
    static final int MAX_BIASES = 300;
    static final int MAX_BANNED = 100;
    static final int MAX_BANNED_LENGTH = 200;
    static final int MAX_LOGPROBS = 20;
    /** Looking for one takes time that grows with it, at every token. */
    static final int MAX_NGRAM = 20;
    /** Alternatives of all tokens of a request together; each takes about sixty bytes of the answer. */
    static final int MAX_ALTERNATIVES = 400_000;

    int threads() {
        return concurrent > 0 ? concurrent : Runtime.getRuntime().availableProcessors();
    }
}
