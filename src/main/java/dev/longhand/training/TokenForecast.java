package dev.longhand.training;

import dev.longhand.corpus.Corpus;
import dev.longhand.text.BpeTokenizer;

/**
 * What a text will become, from its report alone: known for characters, guessed for words and pieces of words until the job
 * has made them.
 *
 * @param tokens     about so many
 * @param most       it would be odd if there were more
 * @param vocabulary different tokens at most
 * @param segments   about so many; 1 for one long text
 */
record TokenForecast(long tokens, long most, int vocabulary, long segments) {
    /** For scripts that put no spaces between words: the report counts those by spaces. */
    private static final double CHARACTERS_A_WORD = 5;
    /** Of prose; a guess, for the report does not count sentences. */
    private static final double CHARACTERS_A_SENTENCE = 80;

    static TokenForecast of(TrainingJobSpec spec, Corpus corpus) {
        var plain = plain(spec.tokenizer(), corpus);
        return switch (spec.segmentation()) {
            case STREAM -> plain;
            case LINE -> plain.withSegments(corpus, corpus.lines());
            case SENTENCE -> plain.withSegments(corpus, (long) (corpus.characters() / CHARACTERS_A_SENTENCE));
        };
    }

    private static TokenForecast plain(TokenizerSettings tokenizer, Corpus corpus) {
        long characters = corpus.characters();
        int vocabulary = tokenizer.maxVocabulary() == null ? corpus.distinctCharacters() : tokenizer.maxVocabulary();
        return switch (tokenizer.type()) {
            case CHAR -> new TokenForecast(characters, characters, vocabulary, 1);
            case WORD ->
                guess(
                        Math.max(corpus.words() + corpus.lines(), characters / CHARACTERS_A_WORD),
                        characters,
                        vocabulary);
            case BPE -> guess(corpus.bytes() / bytesOfAPiece(vocabulary), corpus.bytes(), vocabulary);
        };
    }

    private static TokenForecast guess(double tokens, long bound, int vocabulary) {
        long about = Math.min((long) Math.ceil(tokens), bound);
        return new TokenForecast(about, Math.min(2 * about, bound), vocabulary, 1);
    }

    /** One with the bytes alone, about 3 with the thousand pieces that are the default. */
    private static double bytesOfAPiece(int vocabulary) {
        return 1 + Math.log((double) vocabulary / BpeTokenizer.MIN_VOCABULARY) / Math.log(2);
    }

    /** Each segment ends in a token of its own, which mostly takes the place of the white space that parted it. */
    private TokenForecast withSegments(Corpus corpus, long count) {
        return new TokenForecast(tokens + 1, most + corpus.lines() + 1, vocabulary + 1, Math.max(1, count));
    }

    /** The same for a network that knows more tokens than the text has. */
    TokenForecast withVocabulary(int larger) {
        return new TokenForecast(tokens, most, larger, segments);
    }
}
