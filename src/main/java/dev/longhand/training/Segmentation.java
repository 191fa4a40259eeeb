package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the text is cut for training. */
enum Segmentation {
    @JsonProperty("stream")
    STREAM,
    @JsonProperty("line")
    LINE,
    @JsonProperty("sentence")
    SENTENCE;

    dev.longhand.text.Segmentation toText() {
        return switch (this) {
            case STREAM -> dev.longhand.text.Segmentation.STREAM;
            case LINE -> dev.longhand.text.Segmentation.LINE;
            case SENTENCE -> dev.longhand.text.Segmentation.SENTENCE;
        };
    }
}
