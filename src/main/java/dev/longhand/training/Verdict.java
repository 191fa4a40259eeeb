package dev.longhand.training;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a finished job's own curves say of it, beside models that only count.
 *
 * @param unigramLoss  nats per token of a unigram model on the same split
 * @param fiveGramLoss nats per token of an interpolated 5-gram model on the same split
 * @param tryNext      the one setting to change first; null where nothing needs to change
 */
record Verdict(
        Kind kind,
        String reason,
        @Nullable Double unigramLoss,
        @Nullable Double fiveGramLoss,
        @Nullable TryNext tryNext) {

    enum Kind {
        @com.fasterxml.jackson.annotation.JsonProperty("underfit")
        UNDERFIT,
        @com.fasterxml.jackson.annotation.JsonProperty("healthy")
        HEALTHY,
        @com.fasterxml.jackson.annotation.JsonProperty("overfit")
        OVERFIT
    }

    /**
     * A setting to try.
     *
     * @param setting JSON pointer into the request
     */
    record TryNext(String setting, JsonNode value, String why) {}
}
