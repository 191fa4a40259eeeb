package dev.longhand.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.Range;
import dev.longhand.engine.crew.Crew;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClippingTest {
    private static final Norms NORMS = new Norms(Crew.ofOne(() -> {}));
    /** Factors are floats. */
    private static final Offset<Double> ROUNDING = within(2e-6);

    static Stream<Clipping> all() {
        return Stream.of(
                new Clipping.None(),
                new Clipping.Value(1),
                new Clipping.GlobalNorm(1),
                new Clipping.PerLayerNorm(1, List.of(new Range(0, 1), new Range(1, 3))));
    }

    private static Clipping.Outcome clip(Clipping clipping, Floats gradient) {
        return clipping.clip(NORMS, gradient, 1);
    }

    /** The gradient as an optimizer reads it. */
    private static float[] after(Clipping.Outcome outcome, Floats gradient) {
        var all = new float[(int) gradient.length()];
        for (var scaling : outcome.scalings()) {
            int length = (int) (scaling.end() - scaling.begin());
            var part = gradient.slice(scaling.begin(), length).toArray();
            scaling.apply(part, length);
            System.arraycopy(part, 0, all, (int) scaling.begin(), length);
        }
        return all;
    }

    private static void assertOutcome(Clipping.Outcome outcome, double norm, double normAfter) {
        assertThat(outcome.norm()).isCloseTo(norm, ROUNDING);
        assertThat(outcome.normAfter()).isCloseTo(normAfter, ROUNDING);
        assertThat(outcome.clipped()).isEqualTo(normAfter < norm);
    }

    @Test
    void globalNormScalesDownToTheThreshold() {
        var gradient = Floats.of(3, 0, -4);
        var outcome = clip(new Clipping.GlobalNorm(1), gradient);
        assertOutcome(outcome, 5, 1);
        assertThat(after(outcome, gradient)).containsExactly(new float[] {0.6f, 0, -0.8f}, within(1e-6f));
        assertThat(gradient.toArray()).as("only read").containsExactly(3, 0, -4);
    }

    @Test
    void globalNormLeavesASmallerGradientAlone() {
        var gradient = Floats.of(3, 0, -4);
        var outcome = clip(new Clipping.GlobalNorm(5), gradient);
        assertOutcome(outcome, 5, 5);
        assertThat(after(outcome, gradient)).containsExactly(3, 0, -4);
    }

    @Test
    void layerNormScalesEachLayerByItself() {
        var gradient = Floats.of(3, -4, 0.5f, 12, 5);
        var layers = List.of(new Range(0, 2), new Range(2, 3), new Range(3, 5));
        var outcome = clip(new Clipping.PerLayerNorm(1, layers), gradient);
        assertOutcome(outcome, Math.sqrt(25 + 0.25 + 169), Math.sqrt(1 + 0.25 + 1));
        assertThat(after(outcome, gradient))
                .containsExactly(new float[] {0.6f, -0.8f, 0.5f, 12 / 13f, 5 / 13f}, within(1e-6f));
    }

    @Test
    void layerNormOfOneLayerIsTheGlobalNorm() {
        var gradient = Floats.of(3, 0, -4);
        assertThat(clip(new Clipping.PerLayerNorm(1, List.of(new Range(0, 3))), gradient))
                .isEqualTo(clip(new Clipping.GlobalNorm(1), gradient));
    }

    @Test
    void valueCutsEveryComponent() {
        var gradient = Floats.of(3, 0.5f, -4);
        var outcome = clip(new Clipping.Value(1), gradient);
        assertOutcome(outcome, Math.sqrt(9 + 0.25 + 16), 1.5);
        assertThat(after(outcome, gradient)).containsExactly(1, 0.5f, -1);
    }

    @Test
    void valueLeavesSmallerComponentsAlone() {
        var gradient = Floats.of(3, 0, -4);
        var outcome = clip(new Clipping.Value(4), gradient);
        assertOutcome(outcome, 5, 5);
        assertThat(after(outcome, gradient)).containsExactly(3, 0, -4);
    }

    @Test
    void noneOnlyMeasures() {
        var gradient = Floats.of(3, 0, -4);
        var outcome = clip(new Clipping.None(), gradient);
        assertOutcome(outcome, 5, 5);
        assertThat(after(outcome, gradient)).containsExactly(3, 0, -4);
    }

    /** Thresholds are those of the mean, however many tokens were summed. */
    @ParameterizedTest
    @MethodSource("all")
    void sumOverManyTokensIsClippedAsTheirMeanIs(Clipping clipping) {
        var mean = Floats.of(3, 0.25f, -4);
        var sum = Floats.of(3 * 64, 0.25f * 64, -4 * 64);
        var expected = clip(clipping, mean);
        var actual = clipping.clip(NORMS, sum, 1.0 / 64);
        assertThat(actual.norm()).isEqualTo(expected.norm());
        assertThat(actual.normAfter()).isEqualTo(expected.normAfter());
        assertThat(actual.clipped()).isEqualTo(expected.clipped());
        assertThat(after(actual, sum)).containsExactly(after(expected, mean), within(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("all")
    void meanOfASmallGradientIsNotClipped(Clipping clipping) {
        var sum = Floats.of(3, 0, -4);
        var outcome = clipping.clip(NORMS, sum, 0.125);
        assertOutcome(outcome, 5 / 8.0, 5 / 8.0);
        assertThat(after(outcome, sum)).containsExactly(3 / 8f, 0, -4 / 8f);
    }

    @ParameterizedTest
    @MethodSource("all")
    void normAfterwardsIsThatOfWhatAnOptimizerReads(Clipping clipping) {
        var gradient = Floats.of(30, 0.5f, -0.7f);
        var outcome = clipping.clip(NORMS, gradient, 0.5);
        var left = Floats.of(after(outcome, gradient));
        assertThat(outcome.normAfter()).isCloseTo(NORMS.l2(left), ROUNDING);
    }

    /** They are of the mean and from before clipping, whatever is clipped. */
    @ParameterizedTest
    @MethodSource("all")
    void partsAreMeasuredBeforeClipping(Clipping clipping) {
        var norms = new Norms(Crew.ofOne(() -> {}), List.of(new Range(0, 1), new Range(1, 3)));
        assertThat(clipping.clip(norms, Floats.of(14, 6, -8), 0.5).parts()).containsExactly(7.0, 5.0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void zeroGradientHasNormZeroAndStaysZero(Clipping clipping) {
        var gradient = Floats.zeros(3);
        var outcome = clip(clipping, gradient);
        assertOutcome(outcome, 0, 0);
        assertThat(after(outcome, gradient)).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void normThatIsNotFiniteIsReportedAndNotCalledClipped(Clipping clipping) {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            var outcome = clip(clipping, Floats.of(4, bad, 2));
            assertThat(outcome.norm()).isNotFinite();
            assertThat(outcome.clipped()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.0 / 1024})
    void gradientOfTheLargestFloatsHasAFiniteNorm(double mean) {
        var gradient = Floats.of(Float.MAX_VALUE, -Float.MAX_VALUE);
        var outcome = new Clipping.GlobalNorm(1).clip(NORMS, gradient, mean);
        assertThat(outcome.norm()).isCloseTo(mean * Math.sqrt(2) * Float.MAX_VALUE, within(1e30));
        assertThat(after(outcome, gradient))
                .containsExactly(new float[] {(float) Math.sqrt(0.5), (float) -Math.sqrt(0.5)}, within(1e-6f));
    }
}
