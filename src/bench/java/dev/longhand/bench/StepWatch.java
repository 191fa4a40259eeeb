package dev.longhand.bench;

import dev.longhand.engine.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/** Times the steps of a training from report to report: first for so long without counting, then for so long counting. */
final class StepWatch implements TrainingListener {
    private final double warmUpSeconds;
    private final double seconds;
    private final List<Double> stepSeconds = new ArrayList<>();
    private long begin = System.nanoTime();
    private long last = begin;
    private boolean warm;
    private double loss;

    StepWatch(double warmUpSeconds, double seconds) {
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
    }

    @Override
    public void onStep(StepReport report) {
        long now = System.nanoTime();
        loss = report.loss();
        if (warm) {
            stepSeconds.add((now - last) / 1e9);
        } else if ((now - begin) / 1e9 >= warmUpSeconds) {
            warm = true;
            begin = now;
        }
        last = now;
    }

    @Override
    public void onEpoch(EpochReport report) {
        // what an epoch's end takes counts for the step after it
    }

    /** At least one step was counted, and the time is over. */
    boolean isDone() {
        return !stepSeconds.isEmpty() && (last - begin) / 1e9 >= seconds;
    }

    List<Double> stepSeconds() {
        return stepSeconds;
    }

    double loss() {
        return loss;
    }
}
