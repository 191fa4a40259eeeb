package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A state of a training that can be used as a model. What a training keeps while it runs can only be gone on from, so there is
 * one of these: the model that it made.
 *
 * @param stepNumber of optimizer steps, all of the training
 */
record FineTuningCheckpoint(
        String id,
        String object,
        @JsonProperty("created_at") long createdAt,
        @JsonProperty("fine_tuned_model_checkpoint") String fineTunedModelCheckpoint,
        @JsonProperty("fine_tuning_job_id") String fineTuningJobId,
        @JsonProperty("step_number") long stepNumber,
        Metrics metrics) {
    static final String OBJECT = "fine_tuning.job.checkpoint";

    /** Losses in nats per token. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Metrics(
            long step,
            @JsonProperty("train_loss") @Nullable Double trainLoss,
            @JsonProperty("valid_loss") @Nullable Double validLoss) {}
}
