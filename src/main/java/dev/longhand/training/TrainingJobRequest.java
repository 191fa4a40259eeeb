package dev.longhand.training;

import dev.longhand.models.ModelNameValid;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * A training job as it is asked for: what is left out is null, in the objects below it as well, until {@link TrainingDefaults}
 * makes a {@link TrainingJobSpec} of it. That spec, sent again, does the same again.
 *
 * @param corpusId           the text to learn from
 * @param modelName          name of the model; the corpus's name when it is left out
 * @param seed               from which every random number is derived; drawn and echoed when it is left out
 * @param preset             where what is left out takes its value from; auto chooses by the size of the text
 * @param segmentation       one long stream, whose state is carried on; or lines or sentences, each of which begins anew
 * @param precision          of the arithmetic: bf16 is faster where the processor has it, and a little coarser
 * @param averageDecay       share of the running mean of the weights that stays at each step; evaluation and the model use
 *                           that mean. 0 for the weights as they are
 * @param batchSize          streams or segments that are read side by side
 * @param sequenceLength     steps of truncated back-propagation through time
 * @param epochs             passes over the training split
 * @param maxSteps           steps at most
 * @param maxDuration        time at most, after which what was learned is published
 * @param validationFraction share of the text, or of its segments, at its end, that is not trained on
 * @param checkpointEvery    time between checkpoints: what a crash can cost
 * @param initialModel       a model to go on from, by id, name, name:version or name@alias; its network, tokenizer and
 *                           segmentation are kept
 * @param priority           jobs of a higher one are taken from the queue first; no part of the spec
 */
public record TrainingJobRequest(
        @NotNull @Schema(example = "0198f3a0-0000-7000-8000-000000000000")
        UUID corpusId,

        @ModelNameValid @Nullable String modelName,
        @Nullable Long seed,
        @Schema(defaultValue = "auto") @Nullable Preset preset,
        @Valid @Nullable TokenizerSettings tokenizer,
        @Schema(defaultValue = "stream") @Nullable Segmentation segmentation,
        @Valid @Nullable NetworkSettings network,
        @Valid @Nullable InitializationSettings initialization,
        @Schema(defaultValue = "float32") @Nullable Precision precision,
        @Valid @Nullable OptimizerSettings optimizer,
        @Valid @Nullable ScheduleSettings schedule,
        @Valid @Nullable ClippingSettings gradientClipping,

        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) @Nullable
        Double averageDecay,

        @Min(1) @Max(1024) @Nullable Integer batchSize,
        @Min(1) @Max(4096) @Nullable Integer sequenceLength,
        @Min(1) @Max(10_000) @Nullable Integer epochs,
        @Min(1) @Max(1_000_000_000) @Nullable Long maxSteps,

        @DurationMin(seconds = 1) @DurationMax(days = 30) @Nullable
        Duration maxDuration,

        @DecimalMin("0") @DecimalMax("0.5") @Nullable Double validationFraction,
        @Valid @Nullable EarlyStoppingSettings earlyStopping,

        @DurationMin(seconds = 1) @DurationMax(days = 1) @Nullable
        Duration checkpointEvery,

        @Size(min = 1, max = 200) @Nullable String initialModel,

        @Schema(defaultValue = "0") @Min(-100) @Max(100) @Nullable
        Integer priority) {}
