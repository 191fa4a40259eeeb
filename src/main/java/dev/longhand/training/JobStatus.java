package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a training job is in its life; the last three are its end. */
public enum JobStatus {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("paused")
    PAUSED,
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    public String lowerCase() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
