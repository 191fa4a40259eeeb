package dev.longhand.models;

import dev.longhand.text.CharTokenizer;
import dev.longhand.text.Tokenizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokenizer as it stands in an artifact. */
record TokenizerDescription(
        String type, @Nullable Boolean lowercase, @Nullable List<@Nullable String> vocabulary) {

    static TokenizerDescription of(Tokenizer tokenizer) {
        return switch (tokenizer) {
            case CharTokenizer chars ->
                new TokenizerDescription("char", chars.lowercase(), List.copyOf(chars.vocabulary()));
        };
    }

    /**
     * The tokenizer of this description.
     *
     * @throws BadArtifact when it is of a kind that is not known, or its vocabulary cannot be one
     */
    Tokenizer toTokenizer() {
        if (!"char".equals(type)) {
            throw new BadArtifact("longhand.tokenizer is of type '%s'; known is char.".formatted(type));
        }
        if (vocabulary == null || vocabulary.contains(null)) {
            throw new BadArtifact("longhand.tokenizer has no vocabulary, or an entry of it is null.");
        }
        try {
            return new CharTokenizer(vocabulary.stream().map(String::valueOf).toList(), Boolean.TRUE.equals(lowercase));
        } catch (IllegalArgumentException e) {
            throw new BadArtifact("In longhand.tokenizer " + e.getMessage() + ".");
        }
    }
}
