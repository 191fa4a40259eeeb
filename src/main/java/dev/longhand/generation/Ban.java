package dev.longhand.generation;

import java.util.function.IntConsumer;

/** Takes tokens out: {@code zᵢ ← -∞}. Where that would leave none, the most likely of those that were in stays. */
sealed interface Ban extends LogitStep permits SequenceBan, NgramBan, EarlyEndBan {
    /** Names the tokens that must not come next. */
    void banned(History history, IntConsumer ids);

    @Override
    default void apply(double[] logits, History history) {
        int likeliest = Ranking.first(logits);
        double kept = logits[likeliest];
        banned(history, id -> logits[id] = Double.NEGATIVE_INFINITY);
        if (logits[Ranking.first(logits)] == Double.NEGATIVE_INFINITY) {
            logits[likeliest] = kept;
        }
    }
}
