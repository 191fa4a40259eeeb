package dev.longhand.generation;

import dev.longhand.generation.GenerateRequest.UnknownCharacterRule;
import dev.longhand.text.Encoding;
import dev.longhand.text.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** A prompt as the model reads it, or a text that is scored. */
record Prompt(int[] ids) {
    /** What stands for an unknown character: the first of these that the model knows. */
    private static final List<String> REPLACEMENTS = List.of("\uFFFD", "?", " ");

    /** What a model says of one token before it reads it: logits, (V). */
    @FunctionalInterface
    interface Listener {
        void next(int id, float[] logits);
    }

    /**
     * @param pointer where the text stands in the request
     * @throws UnknownCharacters when the rule does not let pass what the model does not know
     */
    static Prompt of(String pointer, String text, UnknownCharacterRule rule, Tokenizer tokenizer) {
        var encoding = tokenizer.encode(text);
        if (encoding.unknown().isEmpty()) {
            return new Prompt(encoding.ids());
        }
        return switch (rule) {
            case ERROR -> throw new UnknownCharacters(pointer, encoding.unknown());
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
                        .orElseGet(() -> replacement(tokenizer)
                                .orElseThrow(() -> new UnknownCharacters(pointer, encoding.unknown())));
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
     * What is read before it. A model of segments reads the end of a segment first, as in training, and so says something of the
     * first token. For the others an empty prompt begins like a new line, or with the first token where there is none.
     */
    static int[] opening(Tokenizer tokenizer) {
        var end = tokenizer.endOfSegment();
        if (end.isPresent()) {
            return new int[] {end.getAsInt()};
        }
        var newLine = tokenizer.encode("\n");
        return newLine.unknown().isEmpty() ? newLine.ids() : new int[] {0};
    }
}
