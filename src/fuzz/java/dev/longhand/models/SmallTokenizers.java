package dev.longhand.models;

import dev.longhand.text.BpeTokenizer;
import dev.longhand.text.CharTokenizer;
import dev.longhand.text.Segmentation;
import dev.longhand.text.Tokenizer;
import dev.longhand.text.WordTokenizer;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;

/** A small tokenizer of every kind, with and without an end of segments. */
final class SmallTokenizers {
    private static final String TEXT = "the old pond, the \"frog\": 漢字 😀\n\t\\ the pond";

    private SmallTokenizers() {}

    static List<Tokenizer> all() throws IOException {
        var plain = List.of(
                CharTokenizer.train(new StringReader(TEXT), false),
                CharTokenizer.train(new StringReader(TEXT), true),
                WordTokenizer.train(new StringReader(TEXT), true, null, 1),
                BpeTokenizer.train(new StringReader(TEXT.repeat(2)), 262));
        return Stream.concat(plain.stream(), plain.stream().map(Tokenizer::withEndOfSegment))
                .toList();
    }

    static String segmentation(Tokenizer tokenizer) {
        return (tokenizer.endOfSegment().isPresent() ? Segmentation.LINE : Segmentation.STREAM).key();
    }
}
