package dev.longhand.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.array.Range;
import dev.longhand.engine.crew.Crew;
import java.util.ArrayList;
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

    /** Parts that are blocks, that cut them and that lie within one. */
    @ParameterizedTest
    @ValueSource(ints = {0, Blocks.SIZE})
    void normsOfPartsAreThoseOfTheirOwnVectors(int begin) {
        int length = begin + 3 * Blocks.SIZE + 5;
        var vector = new RandomFloats(length).uniform(length, 3);
        var ends = new int[] {begin, begin + Blocks.SIZE, begin + Blocks.SIZE + 3, begin + 3 * Blocks.SIZE - 1, length};
        var parts = new ArrayList<Range>();
        for (int i = 1; i < ends.length; i++) {
            parts.add(new Range(ends[i - 1], ends[i]));
        }
        try (var crew = new Crew(2, () -> {})) {
            var norms = new Norms(crew, parts);
            var scaling = Scaling.by(0.5, begin, length);
            var measured = norms.measure(vector, scaling);
            assertThat(measured.whole()).isEqualTo(norms.l2(vector, scaling));
            for (int i = 0; i < parts.size(); i++) {
                var part = vector.slice(ends[i], ends[i + 1] - ends[i]);
                assertThat(measured.parts().get(i)).isCloseTo(0.5 * norms.l2(part), withinPercentage(1e-10));
            }
        }
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
