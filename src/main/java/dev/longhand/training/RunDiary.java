package dev.longhand.training;

import static java.util.Objects.requireNonNull;

import dev.longhand.engine.TrainingListener.EpochReport;
import dev.longhand.engine.TrainingListener.StepReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells the service what a training does, and remembers what is needed for that over a restart. */
final class RunDiary {
    private final WorkerLink link;
    private final Clock clock;
    private final Duration progressInterval;
    private final JobMeter meter;
    private final TrainingWarnings warnings;
    private final List<TrainingCurves.Epoch> curve;
    private final RunState begun;
    private final Instant beganAt;
    private Instant lastSent = Instant.MIN;

    RunDiary(TrainingTask task, RunState state, WorkerLink link, Clock clock) {
        this.link = link;
        this.clock = clock;
        this.progressInterval = task.order().progressInterval();
        this.meter = new JobMeter(
                clock, task.totalSteps(), task.training().epochs(), task.tokensPerCharacter(), state.meter());
        this.warnings = new TrainingWarnings(state.warnings());
        this.curve = new ArrayList<>(state.curve());
        this.begun = state;
        this.beganAt = clock.instant();
    }

    RunState state() {
        return new RunState(
                begun.jobId(),
                meter.state(),
                warnings.state(),
                List.copyOf(curve),
                trained().toMillis(),
                begun.rollbacks());
    }

    int rollbacks() {
        return begun.rollbacks();
    }

    /** How long it has trained, in all attempts. */
    Duration trained() {
        return Duration.ofMillis(begun.trainedMillis()).plus(Duration.between(beganAt, clock.instant()));
    }

    void onStep(StepReport report) {
        meter.onStep(report);
        warnings.onStep(report).ifPresent(this::send);
        if (Duration.between(lastSent, clock.instant()).compareTo(progressInterval) >= 0) {
            sendProgress(false);
        }
    }

    void onEpoch(EpochReport report) {
        var epoch = TrainingCurves.Epoch.of(report);
        curve.add(epoch);
        meter.onEpoch(report);
        sendProgress(true);
        link.send(new WorkerMessage.Epoch(
                report.epoch(),
                report.step(),
                epoch.trainLoss(),
                epoch.validationLoss(),
                report.best(),
                begun.rollbacks()));
        warnings.onEpoch(report).forEach(this::send);
    }

    /** What a checkpoint holds has been sent before. */
    void sendProgress(boolean all) {
        var progress = meter.progress();
        if (progress != null) {
            link.send(new WorkerMessage.Progress(progress, meter.takePoints(all)));
            lastSent = clock.instant();
        }
    }

    private void send(TrainingWarning warning) {
        link.warn(warning.step(), WorkerJson.MAPPER.convertValue(warning.code(), String.class), warning.message());
    }

    /** The training is over. */
    WorkerMessage.Finished finished(String sha256, TrainingTask task, long steps) {
        meter.onEnd();
        var progress = requireNonNull(meter.progress(), "A training without a step has no result");
        link.send(new WorkerMessage.Progress(progress, meter.takePoints(true)));
        double clipped = requireNonNull(progress.metrics().clippedShare());
        var curves = new TrainingCurves(curve, steps, clipped);
        return new WorkerMessage.Finished(sha256, JobVerdict.of(task, curves));
    }
}
