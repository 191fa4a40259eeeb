package dev.longhand.generation;

/**
 * Makes what has come less probable, once and for every time (the penalties of OpenAI's API): {@code zᵢ ← zᵢ - [cᵢ > 0] · presence
 * - cᵢ · frequency}, where cᵢ says how often the token comes in the window.
 */
record OccurrencePenalty(double presence, double frequency, PenaltyWindow window) implements LogitStep {
    @Override
    public void apply(double[] logits, History history) {
        var counts = window.counts(history, logits.length);
        for (int id = 0; id < logits.length; id++) {
            if (counts[id] > 0) {
                logits[id] -= presence + counts[id] * frequency;
            }
        }
    }
}
