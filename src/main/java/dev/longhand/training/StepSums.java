package dev.longhand.training;

import dev.longhand.engine.TrainingListener.StepReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums over some steps in a row.
 *
 * @param loss       nats per token
 * @param norm       L2 of gradients before clipping
 * @param layerNorms the same by layer; null where a checkpoint holds steps that told none
 * @param clipped    steps whose gradient was cut
 */
record StepSums(
        int steps, double loss, double norm, @Nullable Map<String, Double> layerNorms, int clipped) {
    static final StepSums NONE = new StepSums(0, 0, 0, Map.of(), 0);

    StepSums plus(StepReport report) {
        return new StepSums(
                steps + 1,
                loss + report.loss(),
                norm + report.gradientNorm(),
                layerNorms == null ? null : sum(layerNorms, report.layerNorms()),
                clipped + (report.clipped() ? 1 : 0));
    }

    private static Map<String, Double> sum(Map<String, Double> norms, Map<String, Double> more) {
        var sums = new LinkedHashMap<>(norms);
        more.forEach((layer, norm) -> sums.merge(layer, norm, Double::sum));
        return sums;
    }

    double meanLoss() {
        return loss / steps;
    }

    double meanNorm() {
        return norm / steps;
    }

    @Nullable
    Map<String, Double> meanLayerNorms() {
        if (layerNorms == null) {
            return null;
        }
        var means = new LinkedHashMap<>(layerNorms);
        means.replaceAll((layer, norm) -> norm / steps);
        return means;
    }

    double clippedShare() {
        return (double) clipped / steps;
    }

    /**
     * The point of these steps.
     *
     * @param last the last one of them
     */
    MetricPoint.Values point(StepReport last, @Nullable Double validationLoss) {
        return new MetricPoint.Values(
                last.step(),
                last.epoch(),
                meanLoss(),
                validationLoss,
                meanNorm(),
                meanLayerNorms(),
                clippedShare(),
                last.learningRate());
    }
}
