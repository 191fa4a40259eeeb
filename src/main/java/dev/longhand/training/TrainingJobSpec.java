package dev.longhand.training;

import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.TrainingSpec;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A training job as it will be done: a {@link TrainingJobRequest} in which nothing is left out. It says everything that the
 * model depends on besides the text.
 */
public record TrainingJobSpec(
        UUID corpusId,
        String modelName,
        Long seed,
        Preset preset,
        TokenizerSettings tokenizer,
        Segmentation segmentation,
        NetworkSettings network,
        InitializationSettings initialization,
        Precision precision,
        OptimizerSettings optimizer,
        ScheduleSettings schedule,
        ClippingSettings gradientClipping,
        Double averageDecay,
        Integer batchSize,
        Integer sequenceLength,
        Integer epochs,
        @Nullable Long maxSteps,
        @Nullable Duration maxDuration,
        Double validationFraction,
        EarlyStoppingSettings earlyStopping,
        Duration checkpointEvery,
        @Nullable String initialModel) {

    NetworkSpec network(int vocabularySize) {
        return network.toSpec(vocabularySize);
    }

    TrainingSpec toSpec(int vocabularySize, int threads) {
        return new TrainingSpec(
                network(vocabularySize),
                initialization.toSpec(),
                seed,
                optimizer.toSpec(),
                schedule.toSpec(),
                gradientClipping.toSpec(),
                averageDecay,
                precision.toSpec(),
                batchSize,
                sequenceLength,
                epochs,
                maxSteps == null ? Long.MAX_VALUE : maxSteps,
                earlyStopping.patience(),
                threads);
    }
}
