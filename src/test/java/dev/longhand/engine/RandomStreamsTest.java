package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
    @Test
    void sameArgumentsGiveTheSameNumbers() {
        assertThat(RandomStreams.of(7, "dropout", 3).longs(20))
                .containsExactlyElementsOf(
                        RandomStreams.of(7, "dropout", 3).longs(20).boxed().toList());
    }

    @Test
    void everyArgumentCounts() {
        var first = new HashSet<Long>();
        int count = 0;
        for (long seed : new long[] {0, 1, -1, 42, Long.MIN_VALUE}) {
            for (var purpose : new String[] {"", "a", "b", "ab", "ba", "initial weights"}) {
                for (long number : new long[] {0, 1, 2, -1, 1L << 40}) {
                    first.add(RandomStreams.of(seed, purpose, number).nextLong());
                    count++;
                }
            }
        }
        assertThat(first).hasSize(count);
    }

    /** A model that was trained by an earlier release can be trained again, bit by bit. */
    @Test
    void numbersAreThoseOfEveryRelease() {
        assertThat(RandomStreams.of(7, "initial weights", 0).longs(3))
                .containsExactly(-8413112443171258089L, 6049970968782434671L, 6570454465372755511L);
    }
}
