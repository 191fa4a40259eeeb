package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distributions whose probabilities are powers of two, so that the tables are exact. */
class TruncationTest {
    private static final double[] TIED = {0.125, 0.5, 0.125, 0.125, 0.125};
    /** Surprises of 1, 2, 3, 3 times ln 2, and an entropy of 1.75 ln 2. */
    private static final double[] FALLING = {0.5, 0.25, 0.125, 0.125};

    /** The ids that stay; their weights must be what they were. */
    private static String kept(Truncation truncation, double[] distribution) {
        var weights = distribution.clone();
        truncation.cut(weights);
        var ids =
                IntStream.range(0, weights.length).filter(id -> weights[id] > 0).toArray();
        assertThat(Arrays.stream(ids).mapToDouble(id -> weights[id]).toArray())
                .isEqualTo(
                        Arrays.stream(ids).mapToDouble(id -> distribution[id]).toArray());
        return Arrays.toString(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|[1]", "2|[0, 1]", "3|[0, 1, 2]", "5|[0, 1, 2, 3, 4]", "99|[0, 1, 2, 3, 4]"})
    void topKKeepsTheMostProbableAndOfEqualOnesTheLowerId(int k, String ids) {
        assertThat(kept(new TopK(k), TIED)).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1e-9|[1]", "0.5|[1]", "0.51|[0, 1]", "0.75|[0, 1, 2]", "0.8|[0, 1, 2, 3]"})
    void topPKeepsTheFewestThatAddUp(double p, String ids) {
        assertThat(kept(new TopP(p), TIED)).isEqualTo(ids);
    }

    @Test
    void topPCountsWhatIsLeftAsTheWhole() {
        assertThat(kept(new TopP(0.6), new double[] {0, 0.25, 0.125, 0, 0.0625}))
                .isEqualTo("[1, 2]");
        assertThat(kept(new TopP(0.5), new double[] {0, 0.25, 0.125, 0, 0.0625}))
                .isEqualTo("[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1e-9|[0, 1, 2, 3]", "0.25|[0, 1, 2, 3]", "0.26|[0, 1]", "0.5|[0, 1]", "0.51|[0]", "1|[0]"})
    void minPKeepsWhatIsNotFarBelowTheFirst(double p, String ids) {
        assertThat(kept(new MinP(p), FALLING)).isEqualTo(ids);
    }

    @Test
    void minPKeepsAllThatAreFirst() {
        assertThat(kept(new MinP(1), new double[] {0.25, 0.5, 0.5, 0})).isEqualTo("[1, 2]");
    }

    /** The distances from the entropy are 0.75, 0.25, 1.25 and 1.25 times ln 2: the second token is the most typical one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1e-9|[1]", "0.25|[1]", "0.26|[0, 1]", "0.75|[0, 1]", "0.76|[0, 1, 2]", "0.9|[0, 1, 2, 3]"})
    void typicalPKeepsTheFewestThatAreNearTheEntropy(double p, String ids) {
        assertThat(kept(new TypicalP(p), FALLING)).isEqualTo(ids);
    }

    @Test
    void aCommonFactorChangesNothing() {
        for (var truncation : List.of(new TypicalP(0.7), new TopK(2), new TopP(0.7), new MinP(0.4))) {
            var scaled = Arrays.stream(FALLING).map(p -> 8 * p).toArray();
            assertThat(kept(truncation, scaled)).isEqualTo(kept(truncation, FALLING));
        }
    }
}
