package dev.longhand.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.longhand.text.BpeTokenizer;
import dev.longhand.text.CharTokenizer;
import dev.longhand.text.Tokenizer;
import dev.longhand.text.WordTokenizer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer as it stands in an artifact. What its type does not need is left out.
 *
 * @param type         {@code char}, {@code word} or {@code bpe}
 * @param vocabulary   of characters or words in the order of their ids
 * @param tokenizer    of {@code bpe}
 * @param endOfSegment the id of the token that ends a segment, which is the one after all others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenizerDescription(
        @Nullable String type,
        @Nullable Boolean lowercase,
        @Nullable List<@Nullable String> vocabulary,
        @Nullable TokenizerJson tokenizer,
        @Nullable Integer endOfSegment) {

    static TokenizerDescription of(Tokenizer tokenizer) {
        var end = tokenizer.endOfSegment();
        Integer endOfSegment = end.isPresent() ? end.getAsInt() : null;
        var type = type(tokenizer);
        return switch (tokenizer) {
            case CharTokenizer chars ->
                new TokenizerDescription(type, chars.lowercase(), List.copyOf(chars.vocabulary()), null, endOfSegment);
            case WordTokenizer words ->
                new TokenizerDescription(type, words.lowercase(), List.copyOf(words.vocabulary()), null, endOfSegment);
            case BpeTokenizer bpe -> new TokenizerDescription(type, null, null, TokenizerJson.of(bpe), endOfSegment);
        };
    }

    /** What a kind of tokenizers is called in artifacts, in the database and in the API. */
    static String type(Tokenizer tokenizer) {
        return switch (tokenizer) {
            case CharTokenizer chars -> "char";
            case WordTokenizer words -> "word";
            case BpeTokenizer bpe -> "bpe";
        };
    }

    /**
     * The tokenizer of this description.
     *
     * @throws BadArtifact when it is of a kind that is not known, or its parts cannot be those of a tokenizer
     */
    Tokenizer toTokenizer() {
        try {
            return withEndOfSegment(
                    switch (String.valueOf(type)) {
                        case "char" -> new CharTokenizer(checkedVocabulary(), Boolean.TRUE.equals(lowercase));
                        case "word" -> new WordTokenizer(checkedVocabulary(), Boolean.TRUE.equals(lowercase));
                        case "bpe" -> bpe();
                        default ->
                            throw new BadArtifact("longhand.tokenizer is of type '%s'; known are char, word and bpe."
                                    .formatted(ArtifactMetadata.shortened(String.valueOf(type))));
                    });
        } catch (IllegalArgumentException e) {
            throw new BadArtifact(
                    "In longhand.tokenizer " + ArtifactMetadata.shortened(String.valueOf(e.getMessage()), 200) + ".");
        }
    }

    private List<String> checkedVocabulary() {
        if (tokenizer != null) {
            throw new BadArtifact("longhand.tokenizer is of type '%s', but has a tokenizer.json.".formatted(type));
        }
        if (vocabulary == null || vocabulary.contains(null)) {
            throw new BadArtifact("longhand.tokenizer has no vocabulary, or an entry of it is null.");
        }
        return vocabulary.stream().map(Objects::requireNonNull).toList();
    }

    private Tokenizer bpe() {
        if (tokenizer == null) {
            throw new BadArtifact("longhand.tokenizer has no tokenizer, which is that of a tokenizer.json.");
        }
        if (vocabulary != null || Boolean.TRUE.equals(lowercase)) {
            throw new BadArtifact("longhand.tokenizer is of type 'bpe', whose vocabulary stands in its tokenizer"
                    + " and which cannot put a text into lower case.");
        }
        return tokenizer.toTokenizer();
    }

    private Tokenizer withEndOfSegment(Tokenizer plain) {
        if (endOfSegment == null) {
            return plain;
        }
        if (endOfSegment != plain.vocabularySize()) {
            throw new BadArtifact("In longhand.tokenizer endOfSegment is %d, but the id after all others is %d."
                    .formatted(endOfSegment, plain.vocabularySize()));
        }
        return plain.withEndOfSegment();
    }
}
