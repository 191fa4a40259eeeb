package dev.longhand.generation;

import dev.longhand.text.Tokenizer;
import dev.longhand.web.Invalid;
import dev.longhand.web.InvalidField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The tokens that a request names by what they read as. */
record TokenTexts(Tokenizer tokenizer) {
    /** @throws Invalid names every text that is not exactly one token */
    LogitBias bias(Map<String, Double> biases) {
        var errors = new ArrayList<InvalidField>();
        var ids = new ArrayList<Integer>();
        var values = new ArrayList<Double>();
        biases.forEach((text, bias) -> single(text)
                .ifPresentOrElse(
                        id -> {
                            ids.add(id);
                            values.add(bias);
                        },
                        () -> errors.add(new InvalidField(
                                pointer(text), "must be exactly one token of the model, and is not"))));
        refuse(errors);
        return new LogitBias(
                ids.stream().mapToInt(Integer::intValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * One token where the text is one, the sequence that the model reads it as otherwise.
     *
     * @throws Invalid names every text that the model cannot write
     */
    SequenceBan ban(List<String> texts) {
        var errors = new ArrayList<InvalidField>();
        var sequences = new ArrayList<int[]>();
        for (int i = 0; i < texts.size(); i++) {
            var sequence = sequence(texts.get(i));
            if (sequence.length == 0) {
                errors.add(new InvalidField("/banned/" + i, "has characters or words that the model does not know"));
            }
            sequences.add(sequence);
        }
        refuse(errors);
        return new SequenceBan(sequences);
    }

    private int[] sequence(String text) {
        var encoding = tokenizer.encode(text);
        if (encoding.unknown().isEmpty() && encoding.ids().length > 0) {
            return encoding.ids();
        }
        return single(text).stream().toArray();
    }

    /** The token that the text is read as, or else the only one that reads so by itself, such as that of an unknown word. */
    private OptionalInt single(String text) {
        var encoding = tokenizer.encode(text);
        if (encoding.unknown().isEmpty() && encoding.ids().length == 1) {
            return OptionalInt.of(encoding.ids()[0]);
        }
        var named = IntStream.range(0, tokenizer.vocabularySize())
                .filter(id -> tokenizer.text(id).equals(text))
                .limit(2)
                .toArray();
        return named.length == 1 ? OptionalInt.of(named[0]) : OptionalInt.empty();
    }

    /** A JSON Pointer (RFC 6901) to a bias. */
    static String pointer(String text) {
        return "/logitBias/" + text.replace("~", "~0").replace("/", "~1");
    }

    private static void refuse(List<InvalidField> errors) {
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
    }
}
