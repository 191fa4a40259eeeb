package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogitStepTest {
    private static final double OUT = Double.NEGATIVE_INFINITY;
    private static final double[] LOGITS = {2, 2, -1, 3};

    /** Some tokens of a prompt, then some that were added. */
    private static History history(int... ids) {
        var history = new History(java.util.Arrays.copyOf(ids, ids.length / 2));
        for (int i = ids.length / 2; i < ids.length; i++) {
            history.add(ids[i]);
        }
        return history;
    }

    private static double[] after(LogitStep step, History history) {
        var logits = LOGITS.clone();
        step.apply(logits, history);
        return logits;
    }

    @Test
    void aBiasIsAdded() {
        assertThat(after(new LogitBias(new int[] {2, 0, 2}, new double[] {1.5, -4, 1}), history()))
                .containsExactly(-2, 2, 1.5, 3);
    }

    @Test
    void aRepetitionMakesPositiveLogitsSmallerAndNegativeOnesMoreSo() {
        var history = history(0, 1, 1, 2);
        assertThat(after(new RepetitionPenalty(2, new PenaltyWindow(3)), history))
                .containsExactly(2, 1, -2, 3);
        assertThat(after(new RepetitionPenalty(2, new PenaltyWindow(64)), history))
                .containsExactly(1, 1, -2, 3);
        assertThat(after(new RepetitionPenalty(0.5, new PenaltyWindow(1)), history))
                .containsExactly(2, 2, -0.5, 3);
    }

    @Test
    void anOccurrenceCostsOnceAndForEveryTime() {
        var history = history(0, 1, 1, 2);
        assertThat(after(new OccurrencePenalty(0.5, 0.25, new PenaltyWindow(3)), history))
                .containsExactly(2, 1, -1.75, 3);
        assertThat(after(new OccurrencePenalty(0, -1, new PenaltyWindow(4)), history))
                .containsExactly(3, 4, 0, 3);
    }

    @Test
    void aSequenceIsBannedWhereItsBeginningStands() {
        var bans = new SequenceBan(
                List.of(new int[] {3}, new int[] {1, 2, 0}, new int[] {0, 1}, new int[] {0, 0, 0, 0, 1}));
        assertThat(after(bans, history(0, 1, 1, 2))).containsExactly(OUT, 2, -1, OUT);
        assertThat(after(bans, history(0))).containsExactly(2, OUT, -1, OUT);
    }

    @Test
    void whatFollowedBeforeDoesNotFollowAgain() {
        assertThat(after(new NgramBan(2), history(0, 1, 1, 2, 1))).containsExactly(2, OUT, OUT, 3);
        assertThat(after(new NgramBan(3), history(0, 1, 1, 2, 1))).containsExactly(LOGITS);
        assertThat(after(new NgramBan(3), history(2, 1, 0, 3, 2, 1))).containsExactly(OUT, 2, -1, 3);
        assertThat(after(new NgramBan(1), history(3, 1))).containsExactly(2, OUT, -1, OUT);
        assertThat(after(new NgramBan(5), history(3, 1))).containsExactly(LOGITS);
    }

    @Test
    void theEndWaitsForEnoughTokensOfTheText() {
        assertThat(after(new EarlyEndBan(3, 2), history(0, 1, 2))).containsExactly(LOGITS);
        assertThat(after(new EarlyEndBan(3, 3), history(0, 1, 2))).containsExactly(2, 2, -1, OUT);
    }

    @Test
    void theMostLikelyTokenStaysWhereAllWouldBeBanned() {
        assertThat(after(new NgramBan(1), history(3, 2, 1, 0))).containsExactly(OUT, OUT, OUT, 3);
        var logits = new double[] {OUT, 1, 1, OUT};
        new NgramBan(1).apply(logits, history(3, 2, 1, 0));
        assertThat(logits).containsExactly(OUT, 1, OUT, OUT);
    }
}
