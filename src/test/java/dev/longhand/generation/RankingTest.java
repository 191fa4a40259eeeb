package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.engine.RandomStreams;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void ranksLikeAStableSort() {
        var random = RandomStreams.of(1, "test", 0);
        for (int size = 1; size < 200; size++) {
            var values =
                    random.doubles(size).map(value -> Math.floor(value * 8)).toArray();
            values[random.nextInt(size)] = Double.NEGATIVE_INFINITY;
            var sorted = IntStream.range(0, size)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                    .toList();
            var ranking = new Ranking(values);
            assertThat(Ranking.first(values)).isEqualTo(sorted.getFirst());
            assertThat(IntStream.range(0, size).map(i -> ranking.next()).boxed())
                    .isEqualTo(sorted);
            assertThat(ranking.hasNext()).isFalse();
            assertThatThrownBy(ranking::next).isInstanceOf(NoSuchElementException.class);
        }
    }
}
