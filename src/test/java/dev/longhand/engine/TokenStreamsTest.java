package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenStreamsTest {
    /** Tokens that tell where they stand. */
    private static Tokens counting(int length) {
        return Tokens.of(IntStream.range(0, length).toArray());
    }

    @Test
    void trainingReadsEqualStreamsSideBySide() {
        // three streams of four, and one token that is left
        var streams = TokenStreams.forTraining(counting(14), 3);
        var inputs = new int[6];
        var targets = new int[6];
        streams.fill(0, 2, 0, 3, inputs, targets);
        assertThat(inputs).containsExactly(0, 4, 8, 1, 5, 9);
        assertThat(targets).containsExactly(1, 5, 9, 2, 6, 10);
        streams.fill(2, 2, 0, 3, inputs, targets);
        assertThat(inputs).containsExactly(2, 6, 10, 3, 7, 11);
        assertThat(targets).containsExactly(3, 7, 11, 4, 8, 12);
    }

    @Test
    void partOfTheRowsIsWhatTheyAreInTheWhole() {
        var streams = TokenStreams.forEvaluation(counting(30), 5, 4);
        int steps = 3;
        var whole = new int[steps * 5];
        var wholeTargets = new int[steps * 5];
        streams.fill(3, steps, 0, 5, whole, wholeTargets);
        var part = new int[steps * 2];
        var partTargets = new int[steps * 2];
        streams.fill(3, steps, 2, 2, part, partTargets);
        for (int t = 0; t < steps; t++) {
            assertThat(Arrays.copyOfRange(part, 2 * t, 2 * t + 2))
                    .isEqualTo(Arrays.copyOfRange(whole, 5 * t + 2, 5 * t + 4));
            assertThat(Arrays.copyOfRange(partTargets, 2 * t, 2 * t + 2))
                    .isEqualTo(Arrays.copyOfRange(wholeTargets, 5 * t + 2, 5 * t + 4));
        }
    }

    @Test
    void evaluationCountsEveryPredictionOnce() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            int length = random.nextInt(2, 200);
            int rows = random.nextInt(1, 9);
            int steps = random.nextInt(1, 7);
            var streams = TokenStreams.forEvaluation(counting(length), rows, random.nextInt(1, 40));
            var seen = new int[length];
            for (long k = 0; k < streams.calls(steps); k++) {
                var inputs = new int[rows * steps];
                var targets = new int[rows * steps];
                streams.fill(k * steps, steps, 0, rows, inputs, targets);
                for (int n = 0; n < targets.length; n++) {
                    if (targets[n] != TokenStreams.NONE) {
                        assertThat(targets[n]).isEqualTo(inputs[n] + 1);
                        seen[targets[n]]++;
                    }
                }
            }
            assertThat(streams.predictions()).isEqualTo(length - 1);
            assertThat(seen[0]).isZero();
            assertThat(Arrays.copyOfRange(seen, 1, length)).containsOnly(1);
        }
    }

    @Test
    void shortTextIsEvaluatedInFewerStreamsThanThereAreRows() {
        var streams = TokenStreams.forEvaluation(counting(11), 4, 10);
        var inputs = new int[4];
        var targets = new int[4];
        streams.fill(0, 1, 0, 4, inputs, targets);
        assertThat(targets).containsExactly(1, TokenStreams.NONE, TokenStreams.NONE, TokenStreams.NONE);
        assertThat(streams.calls(4)).isEqualTo(3);
    }
}
