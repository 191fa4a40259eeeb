package dev.longhand.engine;

/**
 * What a training made.
 *
 * @param weights        the best ones by validation loss; the last ones where there is no validation
 * @param trainLoss      mean of the epoch that they are from
 * @param validationLoss of these weights; NaN without validation tokens
 * @param epoch          the epoch that they are from
 * @param steps          how many steps were made altogether
 */
public record TrainingResult(Weights weights, double trainLoss, double validationLoss, int epoch, long steps) {}
