package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of thing happened; the data of an event depend on it. */
public enum JobEventType {
    /** The job's state changed. */
    @JsonProperty("status")
    STATUS,
    /** An epoch ended. */
    @JsonProperty("epoch")
    EPOCH,
    /** What the network writes by now. */
    @JsonProperty("sample")
    SAMPLE,
    /** A checkpoint was written. */
    @JsonProperty("checkpoint")
    CHECKPOINT,
    /** Something that the job's user should know. */
    @JsonProperty("warning")
    WARNING,
    /** What the curves say at the end. */
    @JsonProperty("verdict")
    VERDICT;

    String lowerCase() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
