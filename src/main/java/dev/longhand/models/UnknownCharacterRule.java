package dev.longhand.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.text.Encoding;
import dev.longhand.text.Tokenizer;
import dev.longhand.web.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** What becomes of characters or words of a text that the model which reads it does not know. */
public enum UnknownCharacterRule {
    @JsonProperty("error")
    ERROR,
    @JsonProperty("skip")
    SKIP,
    @JsonProperty("replace")
    REPLACE;

    /** What stands for an unknown character: the first of these that the model knows. */
    private static final List<String> REPLACEMENTS = List.of("\uFFFD", "?", " ");

    /**
     * The ids of a text.
     *
     * @param pointer where the text stands in the request
     * @throws ProblemException when the rule does not let pass what the model does not know
     */
    public int[] read(String pointer, String text, Tokenizer tokenizer) {
        var encoding = tokenizer.encode(text);
        if (encoding.unknown().isEmpty()) {
            return encoding.ids();
        }
        return switch (this) {
            case ERROR -> throw new UnknownCharacters(pointer, encoding.unknown());
            case SKIP -> {
                int unknown = tokenizer.unknown().orElse(Encoding.UNKNOWN);
                yield Arrays.stream(encoding.ids()).filter(id -> id != unknown).toArray();
            }
            case REPLACE -> {
                // a tokenizer with a token for the unknown has put it there itself
                int replacement = tokenizer
                        .unknown()
                        .orElseGet(() -> replacement(tokenizer)
                                .orElseThrow(() -> new UnknownCharacters(pointer, encoding.unknown())));
                yield Arrays.stream(encoding.ids())
                        .map(id -> id == Encoding.UNKNOWN ? replacement : id)
                        .toArray();
            }
        };
    }

    private static OptionalInt replacement(Tokenizer tokenizer) {
        return REPLACEMENTS.stream()
                .map(tokenizer::encode)
                .filter(candidate -> candidate.unknown().isEmpty())
                .mapToInt(candidate -> candidate.ids()[0])
                .findFirst();
    }
}
