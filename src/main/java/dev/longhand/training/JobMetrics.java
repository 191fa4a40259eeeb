package dev.longhand.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good a network is by now.
 *
 * @param trainLoss          nats per token, mean over the latest steps
 * @param validationLoss     nats per token, after the latest epoch
 * @param perplexity         exp of the validation loss, or of the training loss before there is one
 * @param bitsPerCharacter   the same in bits per code point
 * @param gradientNorm       L2 before clipping, mean over the latest steps
 * @param layerGradientNorms the same of each layer's gradient, by name
 * @param clippedShare       share of all steps whose gradient was cut
 * @param suggestedThreshold of {@code globalNorm} clipping: twice the usual gradient norm; null until there are points enough
 */
public record JobMetrics(
        @Nullable Double trainLoss,
        @Nullable Double validationLoss,
        @Nullable Double perplexity,
        @Nullable Double bitsPerCharacter,
        @Nullable Double gradientNorm,
        @Nullable Map<String, Double> layerGradientNorms,
        @Nullable Double clippedShare,
        @Nullable Double suggestedThreshold,
        @Nullable Double learningRate) {

    /**
     * Metrics with what follows from the others; what follows from the points is left to whoever has them.
     *
     * @param tokensPerCharacter turns nats per token into bits per code point
     */
    static JobMetrics of(
            double trainLoss,
            @Nullable Double validationLoss,
            double gradientNorm,
            @Nullable Map<String, Double> layerGradientNorms,
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
                layerGradientNorms,
                clippedShare,
                null,
                learningRate);
    }
}
