package dev.longhand.training;

import dev.longhand.corpus.CorpusFile;
import dev.longhand.engine.DivergedException;
import dev.longhand.engine.TrainingResult;
import dev.longhand.engine.TrainingSpec;
import dev.longhand.models.ArtifactFile;
import dev.longhand.models.ModelDescription;
import java.io.IOException;
import java.io.Reader;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What happens in a worker: reads the text, goes on where it was, heals what diverges, writes the model. */
final class WorkerRun {
    private static final int MOST_ROLLBACKS = 2;

    private final WorkerOrder order;
    private final WorkerLink link;
    private final Clock clock;
    private final Runnable awaitEngine;

    /**
     * @param awaitEngine returns when the engine is loaded, before which nothing of it may be touched: two threads that load
     *                    its classes in different orders would wait for each other
     */
    WorkerRun(WorkerOrder order, WorkerLink link, Clock clock, Runnable awaitEngine) {
        this.order = order;
        this.link = link;
        this.clock = clock;
        this.awaitEngine = awaitEngine;
    }

    /** Does the order; the last message is left to the caller to send. */
    WorkerMessage run() {
        try (var memory = Arena.ofShared()) {
            return run(memory);
        } catch (CorpusUnreadable e) {
            return failed(e, JobFailure.corpusUnreadable());
        } catch (TextTooSmall e) {
            return failed(e, JobFailure.corpusTooSmall(String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException | Error e) {
            return failed(e, WorkerFailure.of(e, order.jobId()));
        }
    }

    private static WorkerMessage failed(Throwable cause, JobFailure failure) {
        WorkerLog.error(cause);
        return new WorkerMessage.Failed(failure);
    }

    private WorkerMessage run(Arena memory) throws IOException, CorpusUnreadable, TextTooSmall {
        var path = order.initialModel();
        var initial = path == null ? null : initial(path);
        var text = read(initial, memory);
        awaitEngine.run();
        var task = TrainingTask.of(order, text, initial);
        checkSize(task);
        var checkpoints = new CheckpointDirectory(order, task.anchors());
        var resumption = new Resumption(task, checkpoints, link, clock);
        var attempt = resumption.begin();
        started(task, resumption, attempt);
        return train(task, checkpoints, resumption, attempt);
    }

    private InitialModel initial(Path artifact) throws IOException {
        awaitEngine.run();
        return InitialModel.read(artifact, this::open, order.spec());
    }

    private Reader open() throws IOException {
        return new CountedReader(CorpusFile.read(order.text()), link.work());
    }

    private TrainingText read(@Nullable InitialModel initial, Arena memory) throws CorpusUnreadable {
        try {
            return initial == null
                    ? TrainingText.read(this::open, order.corpus(), order.spec(), memory)
                    : TrainingText.read(this::open, order.corpus(), order.spec(), initial.tokenizer(), memory);
        } catch (IOException | RuntimeException e) {
            throw new CorpusUnreadable(e);
        }
    }

    private static void checkSize(TrainingTask task) throws TextTooSmall {
        if (task.stepsPerEpoch() < 1) {
            var training = task.training();
            throw new TextTooSmall(
                    task.text().training().tokens().size(),
                    TrainingSpec.minimumTokens(training.batchSize(), training.sequenceLength()));
        }
    }

    private void started(TrainingTask task, Resumption resumption, TrainingAttempt attempt) {
        var training = task.training();
        var tokens = task.text().training();
        var size = new SpecWarnings.Size(
                training.network().parameters(), tokens.tokens().size(), task.stepsPerEpoch());
        var initial = task.initial();
        link.send(new WorkerMessage.Started(
                attempt.step(),
                task.totalSteps(),
                training.network().vocabularySize(),
                initial == null ? null : (Integer) initial.addedTokens(),
                resumption.damaged(),
                SpecWarnings.of(order.spec(), size, SpecWarnings.Machine.here())));
    }

    private WorkerMessage train(
            TrainingTask task, CheckpointDirectory checkpoints, Resumption resumption, TrainingAttempt first)
            throws IOException {
        var next = first;
        while (true) {
            try (var attempt = next) {
                var result = attempt.run();
                return result.isPresent()
                        ? finished(task, attempt, result.get())
                        : new WorkerMessage.Suspended(attempt.savedStep());
            } catch (DivergedException e) {
                var diverged = next.diary().state();
                if (diverged.rollbacks() >= MOST_ROLLBACKS) {
                    return failed(e, JobFailure.diverged(String.valueOf(e.getMessage())));
                }
                next = rollBack(e, resumption, checkpoints, diverged);
            }
        }
    }

    private TrainingAttempt rollBack(
            DivergedException e, Resumption resumption, CheckpointDirectory checkpoints, RunState diverged)
            throws IOException {
        var attempt = resumption.afterDivergence(e.step(), diverged);
        checkpoints.forgetAfter(attempt.step());
        link.send(new WorkerMessage.RolledBack(
                e.step(),
                attempt.step(),
                attempt.diary().state().learningRateFactor(),
                String.valueOf(e.getMessage())));
        return attempt;
    }

    private WorkerMessage finished(TrainingTask task, TrainingAttempt attempt, TrainingResult result)
            throws IOException {
        try {
            var artifact = ArtifactFile.write(order.artifact(), result.weights(), description(task, result));
            return attempt.diary().finished(artifact.sha256(), task, result.steps());
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(order.artifact());
            throw e;
        }
    }

    private ModelDescription description(TrainingTask task, TrainingResult result) {
        var initial = task.initial();
        return new ModelDescription(
                task.training().network(),
                task.text().tokenizer(),
                order.spec().segmentation().toText().key(),
                Lineage.metrics(result, task.tokensPerCharacter()),
                Lineage.of(
                        order.spec(),
                        order.corpus(),
                        task.training(),
                        order.build(),
                        initial == null ? null : initial.sha256()));
    }

    /** The text that the job needs cannot be read any more. */
    private static final class CorpusUnreadable extends Exception {
        CorpusUnreadable(Throwable cause) {
            super(cause);
        }
    }

    /** The text has become fewer tokens than were guessed when the job was submitted. */
    private static final class TextTooSmall extends Exception {
        TextTooSmall(long tokens, long minimum) {
            super(("The text became %,d tokens to train on; this spec needs at least %,d. A smaller batchSize or"
                            + " sequenceLength needs less.")
                    .formatted(tokens, minimum));
        }
    }
}
