package dev.longhand.generation;

/**
 * Makes what has come less probable, however often it came (Keskar et al. 2019): {@code zᵢ ← zᵢ / θ} where zᵢ is positive, and
 * {@code zᵢ · θ} where it is not, so that both go down; for tokens of the window only.
 *
 * @param penalty θ; 1 changes nothing, less makes them more probable
 */
record RepetitionPenalty(double penalty, PenaltyWindow window) implements LogitStep {
    @Override
    public void apply(double[] logits, History history) {
        var counts = window.counts(history, logits.length);
        for (int id = 0; id < logits.length; id++) {
            if (counts[id] > 0) {
                logits[id] = logits[id] > 0 ? logits[id] / penalty : logits[id] * penalty;
            }
        }
    }
}
