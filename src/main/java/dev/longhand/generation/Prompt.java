package dev.longhand.generation;

import dev.longhand.generation.GenerateRequest.UnknownCharacterRule;
import dev.longhand.text.Encoding;
import dev.longhand.text.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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
            case SKIP -> {
                int unknown = tokenizer.unknown().orElse(Encoding.UNKNOWN);
                yield new Prompt(Arrays.stream(encoding.ids())
                        .filter(id -> id != unknown)
                        .toArray());
            }
            case REPLACE -> {
                // a tokenizer with a token for the unknown has put it there itself
                int replacement = tokenizer
                        .unknown()
                        .orElseGet(() ->
                                replacement(tokenizer).orElseThrow(() -> new UnknownCharacters(encoding.unknown())));
                yield new Prompt(Arrays.stream(encoding.ids())
                        .map(id -> id == Encoding.UNKNOWN ? replacement : id)
                        .toArray());
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

    /**
     * What the network reads. A model of segments reads the end of a segment first, as in training. For the others an empty
     * prompt begins like a new line, or with the first token where there is none.
     */
    int[] input(Tokenizer tokenizer) {
        var end = tokenizer.endOfSegment();
        if (end.isPresent()) {
            return IntStream.concat(IntStream.of(end.getAsInt()), Arrays.stream(ids))
                    .toArray();
        }
        if (ids.length > 0) {
            return ids;
        }
        var newLine = tokenizer.encode("\n");
        return newLine.unknown().isEmpty() ? newLine.ids() : new int[] {0};
    }
}
