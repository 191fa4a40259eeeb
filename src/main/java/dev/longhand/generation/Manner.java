package dev.longhand.generation;

import dev.longhand.text.Tokenizer;
import java.util.List;

/**
 * How the texts of one request are written; all of them share it, and it never changes.
 *
 * @param steps  what is done to logits before a token is chosen
 * @param stops  what ends a text
 * @param report what is said of each token
 */
record Manner(
        GenerateRequest request, Tokenizer tokenizer, List<LogitStep> steps, StopStrings stops, TokenReport report) {
    /** What stands for log-probabilities that nobody asked for. */
    static final double[] NOT_MEASURED = {};

    /** @throws dev.longhand.web.Invalid names what the model makes impossible */
    static Manner of(GenerateRequest request, Tokenizer tokenizer) {
        return new Manner(
                request,
                tokenizer,
                LogitSteps.of(request, tokenizer),
                new StopStrings(request.stop()),
                new TokenReport(tokenizer, request.logprobs()));
    }

    /** The log-probabilities of the tokens, (V), where they are to be reported. */
    double[] reported(float[] logits) {
        return request.logprobs() > 0 ? Logits.logProbabilities(Logits.of(logits)) : NOT_MEASURED;
    }

    /** Whether somebody wants to know how probable tokens were. */
    boolean isMeasured() {
        return request.logprobs() > 0 || request.isRanked();
    }
}
