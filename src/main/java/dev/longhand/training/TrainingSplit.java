package dev.longhand.training;

import dev.longhand.engine.TrainingSpec;

/**
 * How a text is divided by position: its beginning is trained on, its end is not.
 *
 * @param training   tokens that are trained on
 * @param validation tokens that are only predicted
 */
record TrainingSplit(long training, long validation) {
    static TrainingSplit of(long tokens, double validationFraction) {
        long validation = (long) Math.floor(tokens * validationFraction);
        return new TrainingSplit(tokens - validation, validation);
    }

    /** The shortest text that gives one step of training. */
    static long minimum(int batchSize, int sequenceLength, double validationFraction) {
        long needed = TrainingSpec.minimumTokens(batchSize, sequenceLength);
        long tokens = (long) Math.floor(needed / (1 - validationFraction)) - 1;
        while (of(tokens, validationFraction).training() < needed) {
            tokens++;
        }
        return tokens;
    }
}
