package dev.longhand.training;

import dev.longhand.engine.TrainingListener.StepReport;
import org.jspecify.annotations.Nullable;

/**
 * Sums over some steps in a row.
 *
 * @param loss    nats per token
 * @param norm    L2 of gradients before clipping
 * @param clipped steps whose gradient was cut
 */
record StepSums(int steps, double loss, double norm, int clipped) {
    static final StepSums NONE = new StepSums(0, 0, 0, 0);

    StepSums plus(StepReport report) {
        return new StepSums(
                steps + 1, loss + report.loss(), norm + report.gradientNorm(), clipped + (report.clipped() ? 1 : 0));
    }

    double meanLoss() {
        return loss / steps;
    }

    double meanNorm() {
        return norm / steps;
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
                last.step(), last.epoch(), meanLoss(), validationLoss, meanNorm(), clippedShare(), last.learningRate());
    }
}
