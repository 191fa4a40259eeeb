package dev.longhand.training;

import dev.longhand.engine.TrainingListener.EpochReport;
import dev.longhand.engine.TrainingListener.StepReport;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the reports of single steps into points of a series that stays short, and into progress with a speed. Where the points
 * lie depends on the numbers of steps and epochs alone, so that a run that goes on from a {@link State} makes those that it
 * would have made undisturbed; only the speed is measured anew.
 */
final class JobMeter {
    /** Points of a whole job between the ends of epochs, and points at them: together enough for any plot. */
    private static final int POINTS = 1000;

    private final Clock clock;
    private final long totalSteps;
    private final int epochs;
    private final double tokensPerCharacter;
    private final long stepsPerPoint;
    private final int epochsPerPoint;
    private final List<MetricPoint.Values> points;

    private long tokensSeen;
    private long clippedSteps;
    private @Nullable StepReport latest;
    private @Nullable Double validationLoss;
    /** The validation loss that the next point gets. */
    private @Nullable Double waiting;

    private StepSums open;
    private StepSums shown;
    private @Nullable Double tokensPerSecond;
    private long speedSince;
    private long speedTokens;

    /**
     * What a checkpoint must hold so that another meter goes on from it.
     *
     * @param latest         null before the first step
     * @param validationLoss nats per token, after the latest epoch
     * @param waiting        the validation loss that the next point gets
     * @param open           the steps since the last point
     * @param shown          those of the last point
     * @param points         that nobody has taken yet
     */
    record State(
            long tokensSeen,
            long clippedSteps,
            @Nullable StepReport latest,
            @Nullable Double validationLoss,
            @Nullable Double waiting,
            StepSums open,
            StepSums shown,
            List<MetricPoint.Values> points) {
        static final State START = new State(0, 0, null, null, null, StepSums.NONE, StepSums.NONE, List.of());

        State {
            points = List.copyOf(points);
        }
    }

    JobMeter(Clock clock, long totalSteps, int epochs, double tokensPerCharacter) {
        this(clock, totalSteps, epochs, tokensPerCharacter, State.START);
    }

    /**
     * Goes on from a state.
     *
     * @param totalSteps of the whole job, as are {@code epochs}
     */
    JobMeter(Clock clock, long totalSteps, int epochs, double tokensPerCharacter, State state) {
        this.clock = clock;
        this.totalSteps = totalSteps;
        this.epochs = epochs;
        this.tokensPerCharacter = tokensPerCharacter;
        this.stepsPerPoint = Math.max(1, Math.ceilDiv(totalSteps, POINTS));
        this.epochsPerPoint = Math.ceilDiv(epochs, POINTS);
        this.points = new ArrayList<>(state.points());
        this.tokensSeen = state.tokensSeen();
        this.clippedSteps = state.clippedSteps();
        this.latest = state.latest();
        this.validationLoss = state.validationLoss();
        this.waiting = state.waiting();
        this.open = state.open();
        this.shown = state.shown();
        this.speedSince = clock.millis();
    }

    State state() {
        return new State(tokensSeen, clippedSteps, latest, validationLoss, waiting, open, shown, points);
    }

    void onStep(StepReport report) {
        latest = report;
        tokensSeen += report.tokens();
        speedTokens += report.tokens();
        clippedSteps += report.clipped() ? 1 : 0;
        open = open.plus(report);
        if (open.steps() >= stepsPerPoint && report.step() % stepsPerPoint == 0) {
            close(report);
        }
    }

    /**
     * An epoch's end is a point of its own, or that of several epochs where there are very many; where a point has just been
     * made, it gets the validation loss.
     */
    void onEpoch(EpochReport report) {
        validationLoss = Double.isNaN(report.validationLoss()) ? null : (Double) report.validationLoss();
        if (open.steps() == 0 && !points.isEmpty()) {
            points.add(with(validationLoss, points.removeLast()));
        } else {
            waiting = validationLoss;
        }
        if (report.epoch() % epochsPerPoint == 0 || report.epoch() == epochs) {
            closeOpen();
        }
        // evaluating took time that no training token can be charged with
        speedSince = clock.millis();
        speedTokens = 0;
    }

    private static MetricPoint.Values with(@Nullable Double validationLoss, MetricPoint.Values point) {
        return new MetricPoint.Values(
                point.step(),
                point.epoch(),
                point.trainLoss(),
                validationLoss,
                point.gradientNorm(),
                point.layerGradientNorms(),
                point.clippedShare(),
                point.learningRate());
    }

    /** Training has ended, perhaps before its last epoch: what belongs to no point yet becomes the last one. */
    void onEnd() {
        closeOpen();
    }

    private void closeOpen() {
        var step = latest;
        if (step != null && open.steps() > 0) {
            close(step);
        }
    }

    private void close(StepReport report) {
        points.add(open.point(report, waiting));
        waiting = null;
        shown = open;
        open = StepSums.NONE;
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
        var sums = shown.steps() > 0 ? shown : open;
        measureSpeed();
        return new JobProgress(
                step.epoch(),
                step.step(),
                totalSteps,
                tokensSeen,
                tokensPerSecond,
                remaining(step),
                JobMetrics.of(
                        sums.meanLoss(),
                        validationLoss,
                        sums.meanNorm(),
                        sums.meanLayerNorms(),
                        (double) clippedSteps / step.step(),
                        step.learningRate(),
                        tokensPerCharacter));
    }

    private void measureSpeed() {
        long now = clock.millis();
        if (now > speedSince && speedTokens > 0) {
            tokensPerSecond = Math.floor(1000.0 * speedTokens / (now - speedSince));
            speedSince = now;
            speedTokens = 0;
        }
    }

    private @Nullable Long remaining(StepReport step) {
        return tokensPerSecond == null || tokensPerSecond == 0
                ? null
                : (Long) Math.round((totalSteps - step.step()) * step.tokens() / tokensPerSecond);
    }
}
