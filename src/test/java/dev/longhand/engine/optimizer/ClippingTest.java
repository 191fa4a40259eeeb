package dev.longhand.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.RandomFloats;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClippingTest {
    static Stream<Clipping> all() {
        return Stream.of(new Clipping.None(), new Clipping.Value(1), new Clipping.GlobalNorm(1));
    }

    @Test
    void globalNormScalesDownToTheThreshold() {
        var gradient = Floats.of(3, 0, -4);
        var outcome = new Clipping.GlobalNorm(1).clip(gradient);
        assertThat(outcome).isEqualTo(new Clipping.Outcome(5, true));
        assertThat(gradient.toArray()).containsExactly(new float[] {0.6f, 0, -0.8f}, within(1e-6f));
        assertThat(Norms.l2(gradient)).isCloseTo(1, within(1e-6));
    }

    @Test
    void globalNormLeavesASmallerGradientAlone() {
        var gradient = Floats.of(3, 0, -4);
        assertThat(new Clipping.GlobalNorm(5).clip(gradient)).isEqualTo(new Clipping.Outcome(5, false));
        assertThat(gradient.toArray()).containsExactly(3, 0, -4);
    }

    @Test
    void valueCutsEveryComponent() {
        var gradient = Floats.of(3, 0.5f, -4);
        assertThat(new Clipping.Value(1).clip(gradient))
                .isEqualTo(new Clipping.Outcome(Math.sqrt(9 + 0.25 + 16), true));
        assertThat(gradient.toArray()).containsExactly(1, 0.5f, -1);
    }

    @Test
    void valueLeavesSmallerComponentsAlone() {
        var gradient = Floats.of(3, 0, -4);
        assertThat(new Clipping.Value(4).clip(gradient)).isEqualTo(new Clipping.Outcome(5, false));
        assertThat(gradient.toArray()).containsExactly(3, 0, -4);
    }

    @Test
    void noneOnlyMeasures() {
        var gradient = Floats.of(3, 0, -4);
        assertThat(new Clipping.None().clip(gradient)).isEqualTo(new Clipping.Outcome(5, false));
        assertThat(gradient.toArray()).containsExactly(3, 0, -4);
    }

    @ParameterizedTest
    @MethodSource("all")
    void zeroGradientHasNormZeroAndStaysZero(Clipping clipping) {
        var gradient = Floats.zeros(5);
        assertThat(clipping.clip(gradient)).isEqualTo(new Clipping.Outcome(0, false));
        assertThat(gradient.toArray()).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void normThatIsNotFiniteIsReportedAndNotCalledClipped(Clipping clipping) {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            var outcome = clipping.clip(Floats.of(1, bad, 2));
            assertThat(outcome.norm()).isNotFinite();
            assertThat(outcome.clipped()).isFalse();
        }
    }

    @Test
    void gradientOfTheLargestFloatsHasAFiniteNorm() {
        var gradient = Floats.of(Float.MAX_VALUE, -Float.MAX_VALUE);
        assertThat(new Clipping.GlobalNorm(1).clip(gradient).norm())
                .isCloseTo(Math.sqrt(2) * Float.MAX_VALUE, within(1e30));
        assertThat(gradient.toArray())
                .containsExactly(new float[] {(float) Math.sqrt(0.5), (float) -Math.sqrt(0.5)}, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 1001})
    void normIsTheRootOfTheSumOfSquares(int length) {
        var vector = new RandomFloats(length).uniform(length, 3);
        double sum = 0;
        for (float value : vector.toArray()) {
            sum += (double) value * value;
        }
        assertThat(Norms.l2(vector)).isCloseTo(Math.sqrt(sum), within(1e-12 * length));
    }
}
