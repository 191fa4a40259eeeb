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
 * @param maxChoices          choices of one request
 * @param concurrent          requests computed at the same time; all processors when 0
 * @param maxWaiting          requests that may wait for their turn before the API answers 503
 */
@Validated
@ConfigurationProperties("longhand.generation")
record GenerationProperties(
        @DefaultValue("16384") @Positive int maxTokens,
        @DefaultValue("65536") @Positive int maxPromptCharacters,
        @DefaultValue("16") @Positive int maxChoices,
        @DefaultValue("0") @Min(0) int concurrent,
        @DefaultValue("256") @Positive int maxWaiting) {
    static final int MAX_STOPS = 16;
    static final int MAX_STOP_LENGTH = 200;

    int threads() {
        return concurrent > 0 ? concurrent : Runtime.getRuntime().availableProcessors();
    }
}
