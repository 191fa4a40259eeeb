package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceWatchTest {
    private static final int V = 65; // 4.17 nats
    private static final int TOKENS = 1000;

    private static void watch(long steps, LongToDoubleFunction loss, LongToDoubleFunction norm) {
        var watch = new DivergenceWatch(V);
        for (long step = 1; step <= steps; step++) {
            watch.check(step, TOKENS, loss.applyAsDouble(step), norm.applyAsDouble(step));
        }
    }

    private static void assertDivergesAt(long from, long to, LongToDoubleFunction loss, LongToDoubleFunction norm) {
        assertThatThrownBy(() -> watch(to + 1000, loss, norm))
                .isInstanceOfSatisfying(
                        DivergedException.class, e -> assertThat(e.step()).isBetween(from, to));
    }

    private static double usual(long step) {
        return 1.4 + 2.8 * Math.exp(-step / 300.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNotFiniteIsADivergenceAtOnce(double value) {
        assertDivergesAt(1, 1, step -> value, step -> 1);
        assertDivergesAt(1, 1, step -> 1, step -> value);
    }

    @Test
    void trainingThatNeverBeginsToLearnDiverges() {
        assertDivergesAt(21, 21, step -> step == 1 ? 4.2 : 40, step -> 1);
    }

    @Test
    void lossThatRisesForGoodDiverges() {
        assertDivergesAt(1050, 1080, step -> step < 1000 ? usual(step) : 6, step -> 1);
    }

    @Test
    void explodingGradientIsNoticedSooner() {
        assertDivergesAt(1010, 1030, step -> step < 1000 ? usual(step) : 6, step -> step < 1000 ? 1 : 1e5);
    }

    @Test
    void messageIsForPeople() {
        assertThatThrownBy(() -> watch(100, step -> 40, step -> 1))
                .hasMessage("At step 21 the loss has risen to 40.0 nats; it was 4.17.");
    }

    @Test
    void noiseIsHealthy() {
        var random = new SplittableRandom(1);
        assertThatCode(() -> watch(
                        20_000,
                        step -> usual(step) * (0.5 + random.nextDouble()),
                        step -> Math.exp(10 * random.nextDouble())))
                .doesNotThrowAnyException();
    }

    @Test
    void spikeThatIsMadeGoodIsHealthy() {
        assertThatCode(() -> watch(3000, step -> step % 500 < 30 ? 6 : usual(step), step -> step % 500 == 0 ? 1e6 : 1))
                .doesNotThrowAnyException();
    }

    /** RMSprop's first steps are ten times as long as the later ones. */
    @Test
    void badBeginThatIsMadeGoodIsHealthy() {
        assertThatCode(() -> watch(3000, step -> step == 1 ? 4.2 : 1.4 + 60 * Math.exp(-step / 20.0), step -> 1))
                .doesNotThrowAnyException();
    }

    /** A text of tables, then one of prose: more than before, and less than guessing. */
    @Test
    void harderPassageIsHealthy() {
        assertThatCode(() -> watch(3000, step -> step / 500 % 2 == 0 ? 0.05 : 3.5, step -> 1))
                .doesNotThrowAnyException();
    }

    /** The last step of a long segment can have a single token. */
    @Test
    void stepsOfFewTokensCountForLittle() {
        var watch = new DivergenceWatch(V);
        assertThatCode(() -> {
                    for (int step = 1; step <= 1000; step++) {
                        watch.check(step, step % 2 == 0 ? 3 : TOKENS, step % 2 == 0 ? 30 : 2, 1);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void textOfOneCharacterIsHealthy() {
        var watch = new DivergenceWatch(1);
        assertThatCode(() -> {
                    for (int step = 1; step <= 1000; step++) {
                        watch.check(step, TOKENS, 0, 0);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void remembersInACheckpoint() {
        var saved = new DivergenceWatch(V);
        var restored = new DivergenceWatch(V);
        for (int step = 1; step <= 40; step++) {
            saved.check(step, TOKENS, step < 30 ? 3 : 6.5, step);
        }
        var numbers = Numbers.none();
        saved.save(numbers);
        restored.restore(Numbers.of(numbers.texts()));
        var again = Numbers.none();
        restored.save(again);
        assertThat(again.texts()).isEqualTo(numbers.texts());
        assertThat(stepOfDivergence(restored)).isEqualTo(stepOfDivergence(saved));
    }

    private static long stepOfDivergence(DivergenceWatch watch) {
        long step = 41;
        try {
            for (; ; step++) {
                watch.check(step, TOKENS, 6.5, 1);
            }
        } catch (DivergedException e) {
            return e.step();
        }
    }
}
