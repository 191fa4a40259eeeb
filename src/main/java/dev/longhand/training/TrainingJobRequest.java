package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.models.ModelNameValid;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * A training job as it is asked for. What is left out takes its default here, so that the same record, echoed as the job's
 * {@code spec}, says everything that will be done; sent again, it does the same again.
 *
 * @param modelName          name of the model; the corpus's name when it is left out
 * @param seed               from which every random number is derived; drawn and echoed when it is left out
 * @param batchSize          streams that are read side by side
 * @param sequenceLength     steps of truncated back-propagation through time
 * @param epochs             passes over the training split
 * @param maxSteps           steps at most
 * @param maxDuration        time at most, after which what was learned is published
 * @param validationFraction share of the text, at its end, that is not trained on
 * @param checkpointEvery    kept for the time when jobs write checkpoints
 * @param initialModel       not possible yet
 */
record TrainingJobRequest(
        @NotNull @Schema(example = "0198f3a0-0000-7000-8000-000000000000")
        UUID corpusId,

        @ModelNameValid @Nullable String modelName,
        @Nullable Long seed,
        @Valid TokenizerSettings tokenizer,
        @Schema(defaultValue = "stream") Segmentation segmentation,
        @Valid NetworkSettings network,
        @Schema(defaultValue = "float32") Precision precision,
        @Valid OptimizerSettings optimizer,
        @Valid ScheduleSettings schedule,
        @Valid ClippingSettings gradientClipping,
        @Min(1) @Max(1024) @Schema(defaultValue = "32") Integer batchSize,
        @Min(1) @Max(4096) @Schema(defaultValue = "64") Integer sequenceLength,
        @Min(1) @Max(10_000) @Schema(defaultValue = "10") Integer epochs,
        @Min(1) @Max(1_000_000_000) @Nullable Long maxSteps,

        @DurationMin(seconds = 1) @DurationMax(days = 30) @Nullable
        Duration maxDuration,

        @DecimalMin("0") @DecimalMax("0.5") @Schema(defaultValue = "0.1")
        Double validationFraction,

        @Valid EarlyStoppingSettings earlyStopping,

        @DurationMin(seconds = 1) @DurationMax(days = 1) @Schema(defaultValue = "PT60S")
        Duration checkpointEvery,

        @Null(message = "is not possible yet") @Nullable String initialModel) {
    enum Segmentation {
        @JsonProperty("stream")
        STREAM
    }

    enum Precision {
        @JsonProperty("float32")
        FLOAT32
    }

    TrainingJobRequest {
        tokenizer = tokenizer == null ? TokenizerSettings.DEFAULTS : tokenizer;
        segmentation = segmentation == null ? Segmentation.STREAM : segmentation;
        network = network == null ? NetworkSettings.DEFAULTS : network;
        precision = precision == null ? Precision.FLOAT32 : precision;
        optimizer = optimizer == null ? OptimizerSettings.DEFAULTS : optimizer;
        schedule = schedule == null ? ScheduleSettings.DEFAULTS : schedule;
        gradientClipping = gradientClipping == null ? ClippingSettings.DEFAULTS : gradientClipping;
        batchSize = batchSize == null ? 32 : batchSize;
        sequenceLength = sequenceLength == null ? 64 : sequenceLength;
        epochs = epochs == null ? 10 : epochs;
        validationFraction = validationFraction == null ? 0.1 : validationFraction;
        earlyStopping = earlyStopping == null ? EarlyStoppingSettings.DEFAULTS : earlyStopping;
        checkpointEvery = checkpointEvery == null ? Duration.ofSeconds(60) : checkpointEvery;
    }

    /** The same with the two defaults that only a submission can know. */
    TrainingJobRequest resolved(String defaultName, long drawnSeed) {
        return new TrainingJobRequest(
                corpusId,
                modelName == null ? defaultName : modelName,
                seed == null ? Long.valueOf(drawnSeed) : seed,
                tokenizer,
                segmentation,
                network,
                precision,
                optimizer,
                schedule,
                gradientClipping,
                batchSize,
                sequenceLength,
                epochs,
                maxSteps,
                maxDuration,
                validationFraction,
                earlyStopping,
                checkpointEvery,
                initialModel);
    }
}
