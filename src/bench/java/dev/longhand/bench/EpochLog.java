package dev.longhand.bench;

import dev.longhand.engine.TrainingListener;
import java.time.Duration;
import java.time.Instant;

/** Prints a line for every epoch, with the time since this process began, so that nothing that a user waits for is left out. */
final class EpochLog implements TrainingListener {
    private static final Instant START =
            ProcessHandle.current().info().startInstant().orElseThrow();

    private long tokens;
    private long epochBegin = System.nanoTime();
    private long lastStep = epochBegin;

    static double secondsOfProcess() {
        return Duration.between(START, Instant.now()).toNanos() / 1e9;
    }

    @Override
    public void onStep(StepReport report) {
        tokens += report.tokens();
        lastStep = System.nanoTime();
    }

    @Override
    public void onEpoch(EpochReport report) {
        // without the validation
        double seconds = (lastStep - epochBegin) / 1e9;
        System.out.printf(
                "%7.1f s  epoch %3d  step %,7d  train %.4f  validation %.4f%s  %,.0f tokens/s%n",
                secondsOfProcess(),
                report.epoch(),
                report.step(),
                report.trainLoss(),
                report.validationLoss(),
                report.best() ? " *" : "  ",
                tokens / seconds);
        tokens = 0;
        epochBegin = System.nanoTime();
    }
}
