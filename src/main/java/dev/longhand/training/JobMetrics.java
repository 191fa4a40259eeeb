package dev.longhand.training;

import org.jspecify.annotations.Nullable;

/**
 * How good a network is by now.
 *
 * @param trainLoss        nats per token, mean over the latest steps
 * @param validationLoss   nats per token, after the latest epoch
 * @param perplexity       exp of the validation loss, or of the training loss before there is one
 * @param bitsPerCharacter the same in bits per code point
 * @param gradientNorm     L2 before clipping, mean over the latest steps
 * @param clippedShare     share of all steps whose gradient was cut
 */
public record JobMetrics(
        @Nullable Double trainLoss,
        @Nullable Double validationLoss,
        @Nullable Double perplexity,
        @Nullable Double bitsPerCharacter,
        @Nullable Double gradientNorm,
        @Nullable Double clippedShare,
        @Nullable Double learningRate) {

    /**
     * Metrics with what follows from the others.
     *
     * @param tokensPerCharacter turns nats per token into bits per code point
     */
    static JobMetrics of(
            double trainLoss,
            @Nullable Double validationLoss,
            double gradientNorm,
            double clippedShare,
            double learningRate,
            double tokensPerCharacter) {
        double loss = validationLoss == null ? trainLoss : validationLoss;
        return new JobMetrics(
                trainLoss,
                validationLoss,
                Math.min(Math.exp(loss), Double.MAX_VALUE),
                loss / Math.log(2) * tokensPerCharacter,
                gradientNorm,
                clippedShare,
                learningRate);
    }
}
