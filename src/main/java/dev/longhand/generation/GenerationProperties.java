package dev.longhand.generation;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
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
 * @param concurrent          rows computed at the same time, over all models: every choice, bestOf, beam or scored text is one, and a
 *                            request has all of its own from its beginning to its end
 * @param maxWaiting          requests that may wait for their turn before the API answers 503
 * @param maxDuration         time of one request, from its arrival to its last token, waiting and reading by the client included
 * @param maxStreams          streams that are open at the same time, those that were written and are still read among them
 * @param heartbeat           silence after which a stream sends a comment, so that proxies keep it and a lost client is noticed
 */
@Validated
@ConfigurationProperties("longhand.generation")
record GenerationProperties(
        @DefaultValue("16384") @Positive int maxTokens,
        @DefaultValue("65536") @Positive int maxPromptCharacters,
        @DefaultValue("16") @Positive int maxChoices,
        @DefaultValue("16") @Positive int maxBeams,
        @DefaultValue("262144") @Positive int maxScoreCharacters,
        @DefaultValue("64") @Positive int concurrent,
        @DefaultValue("256") @Positive int maxWaiting,
        @DefaultValue("10m") @DurationMin(seconds = 1) Duration maxDuration,
        @DefaultValue("1000") @Positive int maxStreams,
        @DefaultValue("1s") @DurationMin(millis = 10) Duration heartbeat) {
    /** The limit of the rows of one request, which is the engine's. */
    static final String ROWS = "generation.rows";

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
}
