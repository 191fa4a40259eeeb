package dev.longhand.training;

import java.util.SplittableRandom;

/** Something like a language: words as often as Zipf says, in sentences, in lines. */
final class SyntheticText {
    private static final int WORDS = 30_000;
    private static final int WORDS_A_SENTENCE = 14;
    private static final int WORDS_A_LINE = 8;
    private static final String[] SYLLABLES = "ka lo mi ne tu ra si do ve pa shi on er al im us ta be go fu".split(" ");

    private SyntheticText() {}

    /** The same text for the same length. */
    static String of(int characters) {
        var random = new SplittableRandom(7);
        var text = new StringBuilder(characters + 100);
        while (text.length() < characters) {
            append(text, (int) Math.pow(WORDS, random.nextDouble()));
            text.append(random.nextInt(WORDS_A_SENTENCE) == 0 ? "." : "")
                    .append(random.nextInt(WORDS_A_LINE) == 0 ? '\n' : ' ');
        }
        return text.substring(0, characters);
    }

    /** Frequent words are short. */
    private static void append(StringBuilder text, int rank) {
        for (int rest = rank; rest > 0; rest /= SYLLABLES.length) {
            text.append(SYLLABLES[rest % SYLLABLES.length]);
        }
    }
}
