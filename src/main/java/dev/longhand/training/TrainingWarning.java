package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that whoever watches a training should know.
 *
 * @param message for people
 * @param step    at which it was seen
 */
record TrainingWarning(Code code, String message, long step) {
    enum Code {
        /** Most gradients are cut. */
        @JsonProperty("clipping")
        CLIPPING,
        /** The network gets worse on what it is not trained on. */
        @JsonProperty("validation-rising")
        VALIDATION_RISING
    }
}
