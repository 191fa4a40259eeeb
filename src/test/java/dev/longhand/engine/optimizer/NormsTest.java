package dev.longhand.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.crew.Crew;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 1001, Blocks.SIZE, 3 * Blocks.SIZE + 1})
    void normIsTheRootOfTheSumOfSquares(int length) {
        var vector = new RandomFloats(length).uniform(length, 3);
        double sum = 0;
        for (float value : vector.toArray()) {
            sum += (double) value * value;
        }
        assertThat(new Norms(Crew.ofOne(() -> {})).l2(vector)).isCloseTo(Math.sqrt(sum), within(1e-12 * length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, Blocks.SIZE, Blocks.SIZE + 1, 100_003})
    void numberOfThreadsChangesNoBit(int length) {
        var vector = new RandomFloats(length).uniform(length, 3);
        double expected = new Norms(Crew.ofOne(() -> {})).l2(vector);
        for (int threads = 2; threads <= 3; threads++) {
            try (var crew = new Crew(threads, () -> {})) {
                var norms = new Norms(crew);
                assertThat(norms.l2(vector)).isEqualTo(expected);
                // of a part, too
                assertThat(norms.l2(vector, Scaling.by(0.5, length / 3, length)))
                        .isEqualTo(new Norms(Crew.ofOne(() -> {})).l2(vector, Scaling.by(0.5, length / 3, length)));
            }
        }
    }
}
