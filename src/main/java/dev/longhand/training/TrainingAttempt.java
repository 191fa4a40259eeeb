package dev.longhand.training;

import static java.util.Objects.requireNonNull;

import dev.longhand.engine.BadCheckpoint;
import dev.longhand.engine.CheckpointFile;
import dev.longhand.engine.DivergedException;
import dev.longhand.engine.StopSignal;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingListener;
import dev.longhand.engine.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Training from one point on, the beginning or a checkpoint, until it ends, is told to suspend or diverges. */
final class TrainingAttempt implements TrainingListener, StopSignal, AutoCloseable {
    private static final String CHECKPOINT_FAILED = "checkpoint-failed";

    private final TrainingTask task;
    private final CheckpointDirectory checkpoints;
    private final WorkerLink link;
    private final Clock clock;
    private final Anchors anchors;
    private final EpochSampler sampler;
    private @Nullable Trainer trainer;
    private RunDiary diary;
    private long step;
    private long savedStep;
    private Instant savedAt;

    /** From the beginning. */
    TrainingAttempt(TrainingTask task, CheckpointDirectory checkpoints, WorkerLink link, Clock clock) {
        this.task = task;
        this.checkpoints = checkpoints;
        this.link = link;
        this.clock = clock;
        this.anchors = task.anchors();
        var text = task.text();
        this.sampler = new EpochSampler(
                text.tokenizer(), text.training().tokens(), task.training().seed());
        this.diary = new RunDiary(task, RunState.begin(task.order().jobId()), link, clock);
        this.savedAt = clock.instant();
        this.trainer = task.trainer(this, this);
    }

    /**
     * Goes on from a checkpoint; before {@link #run}, and once.
     *
     * @throws BadCheckpoint when it is damaged, or of another training; this attempt is of no use then
     */
    void resume(Path file) throws IOException {
        try (var checkpoint = CheckpointFile.open(file)) {
            var state = RunState.of(checkpoint.metadata(), task.order().jobId());
            trainer().resume(checkpoint);
            step = checkpoint.step();
            savedStep = step;
            diary = new RunDiary(task, state, link, clock);
        }
    }

    /** Goes on with smaller steps than those that ended in divergence; before {@link #run}. */
    void heal(RunState diverged) {
        var healed = diary.state().afterDivergence(diverged);
        diary = new RunDiary(task, healed, link, clock);
        trainer().scaleLearningRate(healed.learningRateFactor() / trainer().learningRateFactor());
    }

    /** Trains; nothing when it was suspended. */
    Optional<TrainingResult> run() {
        return trainer().run();
    }

    RunDiary diary() {
        return diary;
    }

    /** Steps that were made. */
    long step() {
        return step;
    }

    /** The step of the latest checkpoint; 0 where there is none. */
    long savedStep() {
        return savedStep;
    }

    @Override
    public Answer ask() {
        if (link.instructions().isSuspended()) {
            saveUnlessSaved();
            return Answer.ABANDON;
        }
        if (isDue()) {
            saveUnlessSaved();
        }
        return isTimeUp() ? Answer.FINISH : Answer.GO_ON;
    }

    private boolean isDue() {
        return anchors.isAt(step)
                || Duration.between(savedAt, clock.instant())
                                .compareTo(task.order().spec().checkpointEvery())
                        >= 0;
    }

    private boolean isTimeUp() {
        var limit = task.order().spec().maxDuration();
        return limit != null && diary.trained().compareTo(limit) >= 0;
    }

    /** A training without its latest checkpoint is worth more than none: it goes on, and the next one may succeed. */
    private void saveUnlessSaved() {
        if (step == savedStep) {
            return;
        }
        try {
            diary.sendProgress(false);
            var metadata = diary.state().metadata();
            link.send(checkpoints.write(step, out -> trainer().save(out, metadata)));
            savedStep = step;
        } catch (IOException | BadCheckpoint e) {
            WorkerLog.error(e);
            link.warn(step, CHECKPOINT_FAILED, "A checkpoint could not be written: " + WorkerFailure.storage(e));
        } catch (DivergedException e) {
            giveUp(e);
        }
        savedAt = clock.instant();
    }

    /**
     * Divergence is to be noticed where it would be without the checkpoints by time, which no result may depend on: by an
     * anchor, by a step, or at the end of an epoch.
     */
    private void giveUp(DivergedException e) {
        if (anchors.isAt(step)) {
            throw e;
        }
        link.warn(step, CHECKPOINT_FAILED, "A checkpoint was not written: " + e.getMessage());
    }

    @Override
    public void onStep(StepReport report) {
        link.worked();
        step = report.step();
        diary.onStep(report);
    }

    @Override
    public void onEpoch(EpochReport report) {
        link.worked();
        var text = sampler.sample(trainer().shownWeights(), report.epoch());
        diary.onEpoch(report);
        link.send(new WorkerMessage.Sample(report.epoch(), report.step(), text, diary.rollbacks()));
    }

    @Override
    public void onEvaluation() {
        link.worked();
    }

    /** Lets go of the network, too: another one may be about to take its place in memory. */
    @Override
    public void close() {
        trainer().close();
        trainer = null;
    }

    private Trainer trainer() {
        return requireNonNull(trainer, "closed");
    }
}
