package dev.longhand.generation;

/**
 * One change of the logits before a token is chosen. Logits are (V); one of negative infinity stands for a token that is out.
 * No step takes out the last token that is in.
 */
sealed interface LogitStep permits LogitBias, Ban, RepetitionPenalty, OccurrencePenalty {
    void apply(double[] logits, History history);
}
