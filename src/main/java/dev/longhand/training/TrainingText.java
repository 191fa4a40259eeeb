package dev.longhand.training;

import static java.util.Objects.requireNonNull;

import dev.longhand.corpus.Corpus;
import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import dev.longhand.text.BpeTokenizer;
import dev.longhand.text.CharTokenizer;
import dev.longhand.text.Tokenizer;
import dev.longhand.text.WordTokenizer;
import java.io.IOException;
import java.io.Reader;
import java.lang.foreign.Arena;
import java.util.stream.LongStream;

/** The text of a job as the network reads it: a tokenizer made for it, and its tokens outside of the Java heap. */
record TrainingText(Tokenizer tokenizer, TrainingSplit split) {
    /** Opens the text once more, from its beginning. */
    interface Source {
        Reader open() throws IOException;
    }

    /** Reads a text twice: once for the tokenizer, once for the tokens, which live as long as the memory. */
    static TrainingText read(Source source, Corpus corpus, TrainingJobSpec spec, Arena memory) throws IOException {
        Tokenizer tokenizer;
        try (var text = source.open()) {
            tokenizer = train(spec, text);
        }
        return read(source, corpus, spec, tokenizer, memory);
    }

    /** The same with a tokenizer that there is already. */
    static TrainingText read(
            Source source, Corpus corpus, TrainingJobSpec spec, Tokenizer tokenizer, Arena memory) throws IOException {
        var buffer = new TokenBuffer(memory, TokenForecast.of(spec, corpus).tokens());
        try (var text = source.open()) {
            var tokens = encode(spec.segmentation(), tokenizer, text, buffer);
            return new TrainingText(tokenizer, TrainingSplit.of(tokens, spec.validationFraction()));
        }
    }

    private static Tokenizer train(TrainingJobSpec spec, Reader text) throws IOException {
        var settings = spec.tokenizer();
        var tokenizer = switch (settings.type()) {
            case CHAR -> CharTokenizer.train(text, requireNonNull(settings.lowercase()));
            case WORD ->
                WordTokenizer.train(
                        text,
                        requireNonNull(settings.lowercase()),
                        settings.maxVocabulary(),
                        requireNonNull(settings.minCount()));
            case BPE -> BpeTokenizer.train(text, requireNonNull(settings.maxVocabulary()));
        };
        return spec.segmentation() == Segmentation.STREAM ? tokenizer : tokenizer.withEndOfSegment();
    }

    private static TokenSource encode(Segmentation segmentation, Tokenizer tokenizer, Reader text, TokenBuffer buffer)
            throws IOException {
        if (segmentation == Segmentation.STREAM) {
            tokenizer.encode(text, buffer::add);
            return new TokenSource.Stream(buffer.tokens());
        }
        int end = tokenizer.endOfSegment().orElseThrow();
        var ends = LongStream.builder();
        buffer.add(end);
        segmentation.toText().split(text, segment -> {
            for (int id : tokenizer.encode(segment).ids()) {
                buffer.add(id);
            }
            ends.add(buffer.size());
            buffer.add(end);
        });
        return new TokenSource.Segments(buffer.tokens(), ends.build().toArray());
    }

    TokenSource training() {
        return split.training();
    }

    TokenSource validation() {
        return split.validation();
    }

    /**
     * Tokens that are predicted for each code point, in the text that the losses are of: that of validation, if there is one.
     * The end of a segment counts as the one character that stood there.
     */
    double tokensPerCharacter() {
        var judged = validation().predictions() > 0 ? validation() : training();
        return judged.predictions() / (double) Math.max(1, characters(judged.tokens()));
    }

    /** Code points that all tokens but the first one read as. */
    private long characters(Tokens tokens) {
        var decoder = tokenizer.decoder();
        var end = tokenizer.endOfSegment();
        long characters = 0;
        for (long i = 1; i < tokens.size(); i++) {
            int id = tokens.get(i);
            characters += end.isPresent() && end.getAsInt() == id ? 1 : count(decoder.accept(id));
        }
        return characters + count(decoder.finish());
    }

    private static long count(String text) {
        return text.codePointCount(0, text.length());
    }
}
