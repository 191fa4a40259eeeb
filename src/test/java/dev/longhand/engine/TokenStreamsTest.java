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
        var streams = TokenStreams.forTraining(counting(14), 3, 2);
        var inputs = new int[6];
        var targets = new int[6];
        assertThat(streams.calls()).isEqualTo(2);
        streams.fill(0, inputs, targets);
        assertThat(inputs).containsExactly(0, 4, 8, 1, 5, 9);
        assertThat(targets).containsExactly(1, 5, 9, 2, 6, 10);
        streams.fill(1, inputs, targets);
        assertThat(inputs).containsExactly(2, 6, 10, 3, 7, 11);
        assertThat(targets).containsExactly(3, 7, 11, 4, 8, 12);
    }

    @Test
    void stateIsCarriedThroughTheWholePass() {
        var streams = TokenStreams.forTraining(counting(101), 5, 4);
        assertThat(streams.calls()).isEqualTo(5);
        for (long call = 0; call < streams.calls(); call++) {
            assertThat(streams.beginsAnew(call)).isEqualTo(call == 0);
        }
    }

    @Test
    void trainingHasAsManyCallsAsItsSourceSays() {
        for (int length = 1; length < 60; length++) {
            var source = new TokenSource.Stream(counting(length));
            assertThat(TokenStreams.forTraining(source.tokens(), 3, 4).calls())
                    .isEqualTo(source.stepsPerEpoch(3, 4))
                    .isEqualTo((length - 1) / 12);
        }
    }

    @Test
    void evaluationCountsEveryPredictionOnce() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            int length = random.nextInt(2, 200);
            int rows = random.nextInt(1, 9);
            int steps = random.nextInt(1, 7);
            var streams = TokenStreams.forEvaluation(counting(length), rows, steps);
            var seen = new int[length];
            for (long call = 0; call < streams.calls(); call++) {
                var inputs = new int[rows * steps];
                var targets = new int[rows * steps];
                streams.fill(call, inputs, targets);
                for (int n = 0; n < targets.length; n++) {
                    if (targets[n] != Batches.NONE) {
                        assertThat(targets[n]).isEqualTo(inputs[n] + 1);
                        seen[targets[n]]++;
                    }
                }
            }
            assertThat(seen[0]).isZero();
            assertThat(Arrays.copyOfRange(seen, 1, length)).containsOnly(1);
            assertThat(new TokenSource.Stream(counting(length)).predictions()).isEqualTo(length - 1);
        }
    }

    /** Each of its streams would begin cold, and a text this short has no room for more than one. */
    @Test
    void shortTextIsEvaluatedInFewerStreamsThanThereAreRows() {
        var streams = TokenStreams.forEvaluation(counting(11), 4, 2);
        var inputs = new int[8];
        var targets = new int[8];
        streams.fill(0, inputs, targets);
        int none = Batches.NONE;
        assertThat(targets).containsExactly(1, none, none, none, 2, none, none, none);
        assertThat(streams.calls()).isEqualTo(5);
    }
}
