package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables worked out by hand: the equations of PyTorch's schedulers, whose step 0 is our step 1. */
class LearningRateTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    private static double[] rates(ScheduleSpec schedule, double base, int steps) {
        var rate = new LearningRate(schedule, base, steps);
        return LongStream.rangeClosed(1, steps).mapToDouble(rate::at).toArray();
    }

    static Stream<ScheduleSpec> withWarmUpOfFour() {
        return Stream.of(
                new ScheduleSpec.Constant(4),
                new ScheduleSpec.Step(4, 3, 0.5),
                new ScheduleSpec.Exponential(4, 3, 0.5),
                new ScheduleSpec.Cosine(4, 0.1),
                new ScheduleSpec.Plateau(4, 0.5, 1));
    }

    @ParameterizedTest
    @MethodSource("withWarmUpOfFour")
    void warmUpRisesInEqualStepsAndHandsOverAtTheLearningRate(ScheduleSpec schedule) {
        assertThat(rates(schedule, 2, 12)).startsWith(0.5, 1, 1.5, 2, 2);
    }

    @Test
    void oneCycleBeginsLowBehindAWarmUp() {
        assertThat(rates(new ScheduleSpec.OneCycle(4, 0.5), 2, 12))
                .startsWith(new double[] {0.5, 1, 1.5, 2, 0.08}, ROUNDING);
    }

    @ParameterizedTest
    @MethodSource("withWarmUpOfFour")
    void trainingThatEndsWithinTheWarmUpOnlyRises(ScheduleSpec schedule) {
        assertThat(rates(schedule, 2, 3)).containsExactly(0.5, 1, 1.5);
    }

    /** A stopped training asks for no more steps than there are; one that asked anyway would get no nonsense. */
    @ParameterizedTest
    @MethodSource("withWarmUpOfFour")
    void ratesAreFiniteAndPositiveWhateverTheLength(ScheduleSpec schedule) {
        for (int steps = 1; steps < 20; steps++) {
            var rate = new LearningRate(schedule, 2, steps);
            for (long step = 1; step < steps + 5; step++) {
                assertThat(rate.at(step)).isFinite().isPositive().isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void constantStays() {
        assertThat(rates(new ScheduleSpec.Constant(0), 0.3, 5)).containsOnly(0.3);
    }

    @Test
    void stepFallsAfterEverySoManySteps() {
        assertThat(rates(new ScheduleSpec.Step(0, 3, 0.5), 8, 8)).containsExactly(8, 8, 8, 4, 4, 4, 2, 2);
    }

    @Test
    void stepCountsFromTheEndOfTheWarmUp() {
        assertThat(rates(new ScheduleSpec.Step(2, 3, 0.5), 8, 9)).containsExactly(4, 8, 8, 8, 8, 4, 4, 4, 2);
    }

    @Test
    void exponentialFallsALittleAtEveryStep() {
        // √¼ = ½ at each step
        assertThat(rates(new ScheduleSpec.Exponential(0, 2, 0.25), 8, 5))
                .containsExactly(new double[] {8, 4, 2, 1, 0.5}, ROUNDING);
    }

    @Test
    void cosineEndsAtItsFinalFactorExactlyAtTheLastStep() {
        // 0.2 + 0.8·(1 + cos(π·k/4))/2
        double quarter = 0.8 * (1 + Math.sqrt(0.5)) / 2;
        assertThat(rates(new ScheduleSpec.Cosine(0, 0.2), 1, 5))
                .containsExactly(new double[] {1, 0.2 + quarter, 0.6, 1 - quarter, 0.2}, ROUNDING);
        for (int steps = 2; steps < 200; steps++) {
            var rates = rates(new ScheduleSpec.Cosine(steps / 3, 0.125), 0.5, steps);
            assertThat(rates[steps - 1]).isEqualTo(0.0625);
            assertThat(rates[steps / 3]).isEqualTo(0.5);
        }
    }

    @Test
    void cosineMayFallToNothing() {
        assertThat(new LearningRate(new ScheduleSpec.Cosine(0, 0), 1, 50).at(50))
                .isZero();
    }

    /**
     * {@code OneCycleLR(max_lr=1, total_steps=11, pct_start=5/11)}: up over steps 0 to 4, as 5/11·11 − 1, and down to step 10.
     */
    @Test
    void oneCycleIsThatOfPyTorch() {
        double begin = 1.0 / 25;
        double end = begin / 10_000;
        var rates = rates(new ScheduleSpec.OneCycle(0, 5.0 / 11), 1, 11);
        for (int k = 0; k <= 4; k++) {
            assertThat(rates[k]).isCloseTo(1 + (begin - 1) * (1 + Math.cos(Math.PI * k / 4)) / 2, ROUNDING);
        }
        for (int k = 4; k <= 10; k++) {
            assertThat(rates[k]).isCloseTo(end + (1 - end) * (1 + Math.cos(Math.PI * (k - 4) / 6)) / 2, ROUNDING);
        }
        assertThat(rates[0]).isCloseTo(begin, ROUNDING);
        assertThat(rates[4]).isCloseTo(1, ROUNDING);
        assertThat(rates[7]).as("half way down").isCloseTo((1 + end) / 2, ROUNDING);
        assertThat(rates[10]).isCloseTo(end, ROUNDING);
    }

    /** PyTorch's own defaults over 100 steps: the peak, 0.3·100 − 1, is its step 29. */
    @Test
    void oneCycleReachesItsPeakWhereThatOfPyTorchDoes() {
        var rates = rates(new ScheduleSpec.OneCycle(0, 0.3), 0.1, 100);
        assertThat(rates[0]).isCloseTo(0.004, ROUNDING);
        assertThat(rates[29]).isCloseTo(0.1, ROUNDING);
        assertThat(rates[28]).isLessThan(0.1);
        assertThat(rates[30]).isLessThan(0.1);
        assertThat(rates[99]).isCloseTo(0.4e-6, ROUNDING);
    }

    @Test
    void oneCycleIsFiniteHoweverShortItIs() {
        for (double rise : new double[] {0.01, 0.3, 0.5, 0.99}) {
            for (int steps = 1; steps < 30; steps++) {
                for (double rate : rates(new ScheduleSpec.OneCycle(0, rise), 1, steps)) {
                    assertThat(rate).isFinite().isPositive().isLessThanOrEqualTo(1);
                }
            }
        }
    }

    private static double afterLosses(ScheduleSpec schedule, double... losses) {
        var rate = new LearningRate(schedule, 8, 1000);
        for (double loss : losses) {
            rate.onValidation(loss);
        }
        return rate.at(100);
    }

    @Test
    void plateauWaitsForItsPatience() {
        var schedule = new ScheduleSpec.Plateau(0, 0.5, 2);
        assertThat(afterLosses(schedule)).isEqualTo(8);
        assertThat(afterLosses(schedule, 3, 3, 3))
                .as("two without a better one are waited for")
                .isEqualTo(8);
        assertThat(afterLosses(schedule, 3, 3, 3, 3)).isEqualTo(4);
        assertThat(afterLosses(schedule, 3, 4, 5, 2, 2, 2))
                .as("a better one begins anew")
                .isEqualTo(8);
        assertThat(afterLosses(schedule, 3, 3, 3, 3, 3, 3))
                .as("a fall begins anew")
                .isEqualTo(4);
        assertThat(afterLosses(schedule, 3, 3, 3, 3, 3, 3, 3)).isEqualTo(2);
    }

    @Test
    void plateauWithoutPatienceFallsAtOnce() {
        assertThat(afterLosses(new ScheduleSpec.Plateau(0, 0.5, 0), 3, 3)).isEqualTo(4);
    }

    @Test
    void plateauLearnsNothingWhereNothingIsValidated() {
        assertThat(afterLosses(new ScheduleSpec.Plateau(0, 0.5, 0), Double.NaN, Double.NaN, Double.NaN))
                .isEqualTo(8);
    }
}
