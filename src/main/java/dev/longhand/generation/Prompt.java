package dev.longhand.generation;

import dev.longhand.models.UnknownCharacterRule;
import dev.longhand.text.TextDecoder;
import dev.longhand.text.Tokenizer;
import dev.longhand.web.ProblemException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A prompt as the model reads it, or a text that is scored.
 *
 * @param before where an earlier text has ended that this one goes on from; null where it begins by itself
 */
record Prompt(int[] ids, @Nullable KeptState before) {
    /** What a model says of one token before it reads it: logits, (V). */
    @FunctionalInterface
    interface Listener {
        void next(int id, float[] logits);
    }

    Prompt(int[] ids) {
        this(ids, null);
    }

    /** The same after an earlier text. */
    Prompt after(@Nullable KeptState earlier) {
        return new Prompt(ids, earlier);
    }

    /** What penalties look back on: what was read and written before, as far as it is known, and this. */
    int[] history() {
        return before == null
                ? ids
                : IntStream.concat(Arrays.stream(before.recent()), Arrays.stream(ids))
                        .toArray();
    }

    /** Ids to text that goes on after this. */
    TextDecoder decoder(Tokenizer tokenizer, String text) {
        if (before == null || !text.isEmpty()) {
            return tokenizer.decoderAfter(text);
        }
        var decoder = tokenizer.decoder();
        for (int id : before.recent()) {
            decoder.accept(id);
        }
        return decoder;
    }

    /**
     * @param pointer where the text stands in the request
     * @throws ProblemException when the rule does not let pass what the model does not know
     */
    static Prompt of(String pointer, String text, UnknownCharacterRule rule, Tokenizer tokenizer) {
        return new Prompt(rule.read(pointer, text, tokenizer));
    }

    /**
     * What is read before it: the last token of an earlier text. Otherwise a model of segments reads the end of a segment first, as in training, and so says something of the
     * first token. For the others an empty prompt begins like a new line, or with the first token where there is none.
     */
    int[] opening(Tokenizer tokenizer) {
        if (before != null) {
            return new int[] {before.next()};
        }
        var end = tokenizer.endOfSegment();
        if (end.isPresent()) {
            return new int[] {end.getAsInt()};
        }
        var newLine = tokenizer.encode("\n");
        return newLine.unknown().isEmpty() ? newLine.ids() : new int[] {0};
    }
}
