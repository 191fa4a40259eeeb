package dev.longhand.text;

import java.util.function.IntFunction;

/** Decodes words and puts back the spaces that stand between them by rule. */
final class SpacedWords implements TextDecoder {
    private static final String QUOTE = "\"";

    /** Nothing stands before: the text or a line begins. */
    private static final String NOTHING = "";

    private final IntFunction<String> words;
    private String last = NOTHING;
    /** Whether an odd number of straight quotation marks stand in the line: then the next one closes. */
    private boolean quoted;

    SpacedWords(IntFunction<String> words) {
        this.words = words;
    }

    /** Takes note of a word that somebody else has written. */
    void follow(String word) {
        read(word);
    }

    /** Takes note of white space after the last word: the next one needs none. */
    void followSpace() {
        last = NOTHING;
    }

    @Override
    public String accept(int id) {
        var word = words.apply(id);
        return word.isEmpty() ? "" : read(word);
    }

    /** The word with the space that belongs before it. */
    private String read(String word) {
        if (word.equals(Words.NEW_LINE)) {
            last = NOTHING;
            quoted = false;
            return word;
        }
        boolean spaced = isSpaced(word);
        quoted ^= word.equals(QUOTE);
        last = word;
        return spaced ? " " + word : word;
    }

    private boolean isSpaced(String word) {
        if (last.isEmpty() || (quoted && (last.equals(QUOTE) || word.equals(QUOTE)))) {
            return false;
        }
        return WordSpacing.isSpaced(last, word);
    }

    @Override
    public String finish() {
        return "";
    }

    @Override
    public SpacedWords copy() {
        var copy = new SpacedWords(words);
        copy.last = last;
        copy.quoted = quoted;
        return copy;
    }
}
