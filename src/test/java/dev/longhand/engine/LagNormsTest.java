package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.LagNorms.Verdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LagNormsTest {
    private static LagNorms geometric(double first, double factor, int lags) {
        return new LagNorms(IntStream.range(0, lags)
                .mapToDouble(lag -> first * Math.pow(factor, lag))
                .toArray());
    }

    @Test
    void theHalfLifeIsThatOfAGeometricSeries() {
        assertThat(geometric(3, 0.5, 40).halfLife()).isCloseTo(1, within(1e-9));
        assertThat(geometric(0.01, Math.pow(0.5, 0.08), 200).halfLife()).isCloseTo(12.5, within(1e-9));
        assertThat(geometric(1, 1.1, 20).halfLife()).isNull();
        assertThat(geometric(1, 0.5, 1).halfLife()).isNull();
    }

    @Test
    void aThousandthOfItDecides() {
        double tenth = Math.pow(10, -3.0 / 100);
        assertThat(geometric(5, tenth * 0.999, 101).verdict()).isEqualTo(Verdict.VANISHES);
        assertThat(geometric(5, tenth * 1.001, 101).verdict()).isEqualTo(Verdict.STABLE);
        assertThat(geometric(5, 1 / tenth * 0.999, 101).verdict()).isEqualTo(Verdict.STABLE);
        assertThat(geometric(5, 1 / tenth * 1.001, 101).verdict()).isEqualTo(Verdict.EXPLODES);
    }

    @Test
    void whatFloat32DoesNotHoldIsSaidAndNotMeasured() {
        var gone = new LagNorms(new double[] {1, 0.5, 0.25, 0, 0});
        assertThat(gone.verdict()).isEqualTo(Verdict.VANISHES);
        assertThat(gone.halfLife()).isCloseTo(1, within(1e-9));
        assertThat(new LagNorms(new double[] {1, 0.9, Double.POSITIVE_INFINITY, Double.NaN}).verdict())
                .isEqualTo(Verdict.EXPLODES);
        assertThat(new LagNorms(new double[] {0, 0}).halfLife()).isNull();
        assertThat(new LagNorms(new double[] {2}).verdict()).isEqualTo(Verdict.STABLE);
    }
}
