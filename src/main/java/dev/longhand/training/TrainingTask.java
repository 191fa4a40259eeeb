package dev.longhand.training;

import dev.longhand.engine.StopSignal;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingListener;
import dev.longhand.engine.TrainingSpec;
import org.jspecify.annotations.Nullable;

/**
 * An order with its text: all that a training needs.
 *
 * @param initial            what it goes on from; null where it begins anew
 * @param stepsPerEpoch      whole steps of one pass
 * @param tokensPerCharacter of the text that the losses are of
 */
record TrainingTask(
        WorkerOrder order,
        TrainingText text,
        TrainingSpec training,
        @Nullable InitialModel initial,
        long stepsPerEpoch,
        double tokensPerCharacter) {
    static TrainingTask of(WorkerOrder order, TrainingText text, @Nullable InitialModel initial) {
        var training = order.spec().toSpec(text.tokenizer().vocabularySize(), order.threads());
        return new TrainingTask(
                order, text, training, initial, training.stepsPerEpoch(text.training()), text.tokensPerCharacter());
    }

    /** A trainer before its first step. */
    Trainer trainer(TrainingListener listener, StopSignal stop) {
        return initial == null
                ? new Trainer(training, text.training(), text.validation(), listener, stop)
                : new Trainer(training, initial.weights(), text.training(), text.validation(), listener, stop);
    }

    long totalSteps() {
        return training.totalSteps(stepsPerEpoch);
    }

    Anchors anchors() {
        return Anchors.of(totalSteps());
    }
}
