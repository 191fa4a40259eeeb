package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
    /**
     * In a matrix that is uniform among all orthogonal ones n·Σx⁴ of a column is about 3, and a unit vector has n. A round of
     * rotations takes a quarter of what is too much, so that 2·log₂ n + 2 rounds leave about 1 of it.
     */
    @ParameterizedTest
    @ValueSource(ints = {64, 65, 100, 257})
    void everyColumnIsMadeOfEveryRow(int n) {
        for (int seed = 0; seed < 5; seed++) {
            var matrix = Rotation.random(n, RandomStreams.of(seed, "rotation", n));
            double largest = 0;
            double fourthPowers = 0;
            for (var row : matrix) {
                for (double x : row) {
                    assertThat(x).isNotZero();
                    largest = Math.max(largest, Math.abs(x));
                    fourthPowers += x * x * x * x;
                }
            }
            assertThat(largest).isLessThan(0.85);
            // n columns: the mean of them
            assertThat(fourthPowers).isBetween(2.5, 4.5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64})
    void rowsAreOfLengthOneAndStandUpright(int n) {
        var matrix = Rotation.random(n, RandomStreams.of(1, "rotation", n));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double product = 0;
                for (int k = 0; k < n; k++) {
                    product += matrix[i][k] * matrix[j][k];
                }
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-13));
            }
        }
    }

    /** Not only rotations but reflections too: otherwise a state of one unit could only be kept, never turned. */
    @Test
    void bothSignsComeForOneUnit() {
        var seen = new java.util.TreeSet<Double>();
        for (int seed = 0; seed < 50; seed++) {
            seen.add(Rotation.random(1, RandomStreams.of(seed, "rotation", 1))[0][0]);
        }
        assertThat(seen).containsExactly(-1.0, 1.0);
    }
}
