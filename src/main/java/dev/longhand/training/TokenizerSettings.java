package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How the text becomes tokens.
 *
 * @param type          tokens are characters, words, or pieces of words that the text itself suggests
 * @param lowercase     of char and word: whether the text is put into lower case first
 * @param maxVocabulary of word and bpe: tokens at most; not of char, which keeps every character
 * @param minCount      of word: how often a word must occur to be a token
 */
record TokenizerSettings(
        Type type,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean lowercase,

        @Min(2) @Max(1_000_000) @Nullable Integer maxVocabulary,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Min(1) @Max(1_000_000) @Nullable
        Integer minCount) {
    enum Type implements Choice {
        @JsonProperty("char")
        CHAR("""
            {"lowercase": false}\
            """),
        @JsonProperty("word")
        WORD("""
            {"lowercase": false, "maxVocabulary": 10000, "minCount": 2}\
            """),
        @JsonProperty("bpe")
        BPE("""
            {"maxVocabulary": 1024}\
            """);

        private final String parameters;

        Type(String parameters) {
            this.parameters = parameters;
        }

        @Override
        public String parameters() {
            return parameters;
        }
    }
}
