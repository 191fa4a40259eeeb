package dev.longhand.training;

import dev.longhand.corpus.CorpusFile;
import dev.longhand.engine.DivergedException;
import dev.longhand.engine.StopSignal;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingListener;
import dev.longhand.engine.TrainingResult;
import dev.longhand.engine.TrainingSpec;
import dev.longhand.models.ArtifactFile;
import dev.longhand.models.ModelDescription;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What happens in a worker: reads the text, trains, writes the model. */
final class WorkerRun implements TrainingListener, StopSignal {
    private final WorkerOrder order;
    private final WorkerMessages messages;
    private final WorkerInstructions instructions;
    private final AtomicLong work;
    private final Clock clock;
    private JobMeter meter;
    private Instant lastSent = Instant.MIN;

    WorkerRun(
            WorkerOrder order, WorkerMessages messages, WorkerInstructions instructions, AtomicLong work, Clock clock) {
        this.order = order;
        this.messages = messages;
        this.instructions = instructions;
        this.work = work;
        this.clock = clock;
        this.meter = new JobMeter(clock, 1, 1);
    }

    /** Does the order. */
    WorkerMessage run() {
        try (var memory = Arena.ofShared()) {
            var text = TrainingText.read(() -> CorpusFile.read(order.text()), order.corpus(), order.spec(), memory);
            return train(text);
        } catch (DivergedException e) {
            return new WorkerMessage.Failed(JobFailure.diverged(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            e.printStackTrace();
            return new WorkerMessage.Failed(JobFailure.corpusUnreadable());
        }
    }

    private WorkerMessage train(TrainingText text) throws IOException {
        var training = order.spec().toSpec(text.tokenizer().vocabularySize(), order.threads());
        long totalSteps = training.totalSteps(text.training());
        messages.send(new WorkerMessage.Started(
                0, totalSteps, text.tokenizer().vocabularySize(), null, List.of(), List.of()));
        meter = new JobMeter(clock, totalSteps, text.tokensPerCharacter());
        try (var trainer = new Trainer(training, text.training(), text.validation(), this, this)) {
            var result = trainer.run();
            return result.isEmpty() ? new WorkerMessage.Suspended(0) : finish(result.get(), training, text);
        }
    }

    private WorkerMessage finish(TrainingResult result, TrainingSpec training, TrainingText text) throws IOException {
        var description = new ModelDescription(
                training.network(),
                text.tokenizer(),
                order.spec().segmentation().toText().key(),
                Lineage.metrics(result, text.tokensPerCharacter()),
                Lineage.of(order.spec(), order.corpus(), training, order.build(), null));
        var artifact = ArtifactFile.write(order.artifact(), result.weights(), description);
        return new WorkerMessage.Finished(
                artifact.sha256(), java.util.Objects.requireNonNull(meter.progress()), meter.takePoints(true), null);
    }

    @Override
    public Answer ask() {
        return instructions.isSuspended() ? Answer.ABANDON : Answer.GO_ON;
    }

    @Override
    public void onStep(StepReport report) {
        work.incrementAndGet();
        meter.onStep(report);
        if (Duration.between(lastSent, clock.instant()).compareTo(order.progressInterval()) >= 0) {
            progress(false);
        }
    }

    @Override
    public void onEpoch(EpochReport report) {
        meter.onEpoch(report);
        progress(true);
        messages.send(new WorkerMessage.Epoch(
                report.epoch(),
                report.step(),
                report.trainLoss(),
                Double.isNaN(report.validationLoss()) ? null : (Double) report.validationLoss(),
                report.best()));
    }

    private void progress(boolean all) {
        var progress = meter.progress();
        if (progress != null) {
            messages.send(new WorkerMessage.Progress(progress, meter.takePoints(all)));
            lastSent = clock.instant();
        }
    }
}
