package dev.longhand.training;

import dev.longhand.engine.TrainingListener.EpochReport;
import dev.longhand.engine.TrainingListener.StepReport;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the reports of single steps into points of a series that stays short, and into progress with a speed. */
final class JobMeter {
    /** Points of a whole job, epochs aside: enough for any plot. */
    private static final int POINTS = 1000;

    private final Clock clock;
    private final long totalSteps;
    private final double tokensPerCharacter;
    private final long stepsPerPoint;
    private final List<MetricPoint.Values> points = new ArrayList<>();

    private long tokensSeen;
    private long clippedSteps;
    private @Nullable StepReport latest;
    private @Nullable Double validationLoss;
    private @Nullable Double tokensPerSecond;
    private long speedSince;
    private long speedTokens;
    private Sums open = new Sums();
    private Sums shown = new Sums();

    JobMeter(Clock clock, long totalSteps, double tokensPerCharacter) {
        this.clock = clock;
        this.totalSteps = totalSteps;
        this.tokensPerCharacter = tokensPerCharacter;
        this.stepsPerPoint = Math.ceilDiv(totalSteps, POINTS);
        this.speedSince = clock.millis();
    }

    /** Sums over the steps since the last point. */
    private static final class Sums {
        int steps;
        double loss;
        double norm;
        int clipped;
    }

    void onStep(StepReport report) {
        latest = report;
        tokensSeen += report.tokens();
        speedTokens += report.tokens();
        clippedSteps += report.clipped() ? 1 : 0;
        open.steps++;
        open.loss += report.loss();
        open.norm += report.gradientNorm();
        open.clipped += report.clipped() ? 1 : 0;
        if (open.steps >= stepsPerPoint && report.step() % stepsPerPoint == 0) {
            close(report, null);
        }
    }

    /** An epoch's end is a point of its own; where one has just been made, it gets the validation loss. */
    void onEpoch(EpochReport report) {
        validationLoss = Double.isNaN(report.validationLoss()) ? null : (Double) report.validationLoss();
        var step = latest;
        if (step == null) {
            return;
        }
        if (open.steps > 0) {
            close(step, validationLoss);
        } else if (!points.isEmpty()) {
            var last = points.removeLast();
            points.add(new MetricPoint.Values(
                    last.step(),
                    last.epoch(),
                    last.trainLoss(),
                    validationLoss,
                    last.gradientNorm(),
                    last.clippedShare(),
                    last.learningRate()));
        }
        // evaluating took time that no training token can be charged with
        speedSince = clock.millis();
        speedTokens = 0;
    }

    private void close(StepReport report, @Nullable Double validation) {
        points.add(new MetricPoint.Values(
                report.step(),
                report.epoch(),
                open.loss / open.steps,
                validation,
                open.norm / open.steps,
                (double) open.clipped / open.steps,
                report.learningRate()));
        shown = open;
        open = new Sums();
    }

    /** The points since the last call, but for one that may still get its validation loss. */
    List<MetricPoint.Values> takePoints(boolean all) {
        int ready = all ? points.size() : Math.max(0, points.size() - 1);
        var taken = List.copyOf(points.subList(0, ready));
        points.subList(0, ready).clear();
        return taken;
    }

    /** Nothing before the first step. */
    @Nullable
    JobProgress progress() {
        var step = latest;
        if (step == null) {
            return null;
        }
        var sums = shown.steps > 0 ? shown : open;
        long now = clock.millis();
        if (now > speedSince && speedTokens > 0) {
            tokensPerSecond = Math.floor(1000.0 * speedTokens / (now - speedSince));
            speedSince = now;
            speedTokens = 0;
        }
        return new JobProgress(
                step.epoch(),
                step.step(),
                totalSteps,
                tokensSeen,
                tokensPerSecond,
                remaining(step),
                JobMetrics.of(
                        sums.steps == 0 ? step.loss() : sums.loss / sums.steps,
                        validationLoss,
                        sums.steps == 0 ? step.gradientNorm() : sums.norm / sums.steps,
                        (double) clippedSteps / step.step(),
                        step.learningRate(),
                        tokensPerCharacter));
    }

    private @Nullable Long remaining(StepReport step) {
        return tokensPerSecond == null || tokensPerSecond == 0
                ? null
                : (Long) Math.round((totalSteps - step.step()) * step.tokens() / tokensPerSecond);
    }
}
