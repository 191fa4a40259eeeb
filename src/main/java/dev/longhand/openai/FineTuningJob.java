package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.training.JobFailure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training job as OpenAI's clients know it; times in seconds since 1970.
 *
 * @param model           what it began with: a preset, or a model
 * @param fineTunedModel  the name and version of what it made; null before, and when that was deleted
 * @param trainedTokens   tokens trained on, every pass counted; null until it has ended
 * @param estimatedFinish at its present speed; null while it does not run
 * @param status          also {@code paused}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record FineTuningJob(
        String id,
        String object,
        String model,
        @JsonProperty("created_at") long createdAt,
        @JsonProperty("finished_at") @Nullable Long finishedAt,
        @JsonProperty("fine_tuned_model") @Nullable String fineTunedModel,
        @JsonProperty("organization_id") String organizationId,
        @JsonProperty("result_files") List<String> resultFiles,
        String status,
        @JsonProperty("training_file") String trainingFile,
        @JsonProperty("validation_file") @Nullable String validationFile,
        Hyperparameters hyperparameters,
        FineTuningMethod method,
        @JsonProperty("trained_tokens") @Nullable Long trainedTokens,
        @JsonProperty("estimated_finish") @Nullable Long estimatedFinish,
        long seed,
        List<String> integrations,
        @Nullable Failure error) {
    static final String OBJECT = "fine_tuning.job";

    /** Why it failed. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Failure(String code, String message, @Nullable String param) {
        static @Nullable Failure of(@Nullable JobFailure failure) {
            return failure == null ? null : new Failure(failure.code(), failure.message(), null);
        }
    }

    static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
