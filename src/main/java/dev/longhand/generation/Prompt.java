package dev.longhand.generation;

import dev.longhand.generation.GenerateRequest.UnknownCharacterRule;
import dev.longhand.text.Encoding;
import dev.longhand.text.Tokenizer;
import java.util.Arrays;
import java.util.List;

/** A prompt as the model reads it. */
record Prompt(int[] ids) {
    /** What stands for an unknown character: the first of these that the model knows. */
    private static final List<String> REPLACEMENTS = List.of("\uFFFD", "?", " ");

    static Prompt of(String text, UnknownCharacterRule rule, Tokenizer tokenizer) {
        var encoding = tokenizer.encode(text);
        if (encoding.unknown().isEmpty()) {
            return new Prompt(encoding.ids());
        }
        return switch (rule) {
            case ERROR -> throw new UnknownCharacters(encoding.unknown());
            case SKIP ->
                new Prompt(Arrays.stream(encoding.ids())
                        .filter(id -> id != Encoding.UNKNOWN)
                        .toArray());
            case REPLACE -> {
                int replacement = REPLACEMENTS.stream()
                        .map(tokenizer::encode)
                        .filter(candidate -> candidate.unknown().isEmpty())
                        .mapToInt(candidate -> candidate.ids()[0])
                        .findFirst()
                        .orElseThrow(() -> new UnknownCharacters(encoding.unknown()));
                yield new Prompt(Arrays.stream(encoding.ids())
                        .map(id -> id == Encoding.UNKNOWN ? replacement : id)
                        .toArray());
            }
        };
    }

    /** What the network reads: an empty prompt begins like a new line, or with the first token where there is none. */
    int[] input(Tokenizer tokenizer) {
        if (ids.length > 0) {
            return ids;
        }
        var newLine = tokenizer.encode("\n");
        return newLine.unknown().isEmpty() ? newLine.ids() : new int[] {0};
    }
}
