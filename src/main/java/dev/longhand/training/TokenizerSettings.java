package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Null;
import org.jspecify.annotations.Nullable;

/**
 * How the text becomes tokens.
 *
 * @param lowercase     whether it is put into lower case first
 * @param maxVocabulary not possible with characters: every one of them is kept
 */
record TokenizerSettings(
        @Schema(defaultValue = "char") Type type,
        @Schema(defaultValue = "false") Boolean lowercase,

        @Null(message = "is not possible with the tokenizer char, which keeps every character") @Nullable
        Integer maxVocabulary) {
    enum Type {
        @JsonProperty("char")
        CHAR
    }

    /** What is left out takes its value from here. */
    static final TokenizerSettings DEFAULTS = new TokenizerSettings(Type.CHAR, false, null);

    TokenizerSettings {
        type = type == null ? DEFAULTS.type : type;
        lowercase = lowercase == null ? DEFAULTS.lowercase : lowercase;
    }
}
