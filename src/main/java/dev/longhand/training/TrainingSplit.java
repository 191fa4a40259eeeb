package dev.longhand.training;

import dev.longhand.engine.TokenSource;
import dev.longhand.engine.TrainingSpec;
import java.util.Arrays;

/**
 * How a text is divided by position: its beginning is trained on, its end is not.
 *
 * @param training   what is trained on
 * @param validation what is only predicted
 */
record TrainingSplit(TokenSource training, TokenSource validation) {
    /**
     * Divides a text.
     *
     * @param validationFraction share of the tokens or, where there are some, of the segments
     */
    static TrainingSplit of(TokenSource text, double validationFraction) {
        return switch (text) {
            case TokenSource.Stream stream -> of(stream, validationFraction);
            case TokenSource.Segments segments -> of(segments, validationFraction);
        };
    }

    private static TrainingSplit of(TokenSource.Stream stream, double validationFraction) {
        var tokens = stream.tokens();
        long training = training(tokens.size(), validationFraction);
        return new TrainingSplit(
                new TokenSource.Stream(tokens.slice(0, training)),
                new TokenSource.Stream(tokens.slice(training, tokens.size())));
    }

    /** The end token of the last segment that is trained on is the start token of the validation text, too. */
    private static TrainingSplit of(TokenSource.Segments segments, double validationFraction) {
        var tokens = segments.tokens();
        var ends = segments.ends();
        int training = (int) training(ends.length, validationFraction);
        long border = training == 0 ? 0 : ends[training - 1];
        var later = Arrays.stream(ends, training, ends.length)
                .map(end -> end - border)
                .toArray();
        return new TrainingSplit(
                new TokenSource.Segments(tokens.slice(0, border + 1), Arrays.copyOf(ends, training)),
                new TokenSource.Segments(
                        tokens.slice(later.length == 0 ? tokens.size() : border, tokens.size()), later));
    }

    /** How many of so many are trained on. */
    static long training(long all, double validationFraction) {
        return all - (long) Math.floor(all * validationFraction);
    }

    /** The shortest text that gives one step of training. */
    static long minimum(int batchSize, int sequenceLength, double validationFraction) {
        long needed = TrainingSpec.minimumTokens(batchSize, sequenceLength);
        long tokens = (long) Math.floor(needed / (1 - validationFraction)) - 1;
        while (training(tokens, validationFraction) < needed) {
            tokens++;
        }
        return tokens;
    }
}
