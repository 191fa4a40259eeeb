package dev.longhand.generation;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of texts that must not copy.
 *
 * @param maxTries how often a choice is written at most before the one that copies least is returned
 */
@Validated
@ConfigurationProperties("longhand.generation.copies")
record CopiesProperties(@DefaultValue("8") @Positive int maxTries) {
    static final String MAX_TRIES = "longhand.generation.copies.max-tries";
}
