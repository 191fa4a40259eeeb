package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to a fine-tuning job.
 *
 * @param level {@code info}, {@code warn}, {@code error}
 * @param type  {@code metrics} at the end of an epoch, {@code message} for all else
 * @param data  of metrics {@code step}, {@code epoch}, {@code train_loss}, {@code valid_loss}; else what the service's own API
 *              shows
 */
record FineTuningEvent(
        String id,
        String object,
        @JsonProperty("created_at") long createdAt,
        String level,
        String message,
        String type,
        JsonNode data) {
    static final String OBJECT = "fine_tuning.job.event";
}
