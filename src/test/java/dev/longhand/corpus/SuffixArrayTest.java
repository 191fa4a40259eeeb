package dev.longhand.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuffixArrayTest {
    private static int[] sorted(byte[] text) {
        try (var memory = Arena.ofConfined()) {
            var suffixes = IntArray.allocate(memory, text.length);
            SuffixArray.sort(new Symbols.Bytes(MemorySegment.ofArray(text)), suffixes);
            return IntStream.range(0, text.length).map(suffixes::get).toArray();
        }
    }

    private static int[] naive(byte[] text) {
        return IntStream.range(0, text.length)
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(text, a, text.length, text, b, text.length))
                .mapToInt(i -> i)
                .toArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void sortsAWordAsByHand() {
        // a 5, ana 3, anana 1, banana 0, na 4, nana 2
        assertThat(sorted(utf8("banana"))).containsExactly(5, 3, 1, 0, 4, 2);
    }

    static List<String> awkward() {
        return Awkward.texts();
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void sortsAwkwardTextsAsANaiveSortDoes(String text) {
        assertThat(sorted(utf8(text))).isEqualTo(naive(utf8(text)));
    }

    @Test
    void sortsRandomTextsAsANaiveSortDoes() {
        var random = new SplittableRandom(7);
        for (int round = 0; round < 3_000; round++) {
            var letters = List.of("a", "b", "c", "é", "🐻").subList(0, 1 + round % 5);
            var text = utf8(Awkward.random(random, letters, 1 + random.nextInt(120)));
            assertThat(sorted(text)).isEqualTo(naive(text));
        }
    }

    @Test
    void sortsAllBytes() {
        var text = new byte[5_000];
        new SplittableRandom(8).nextBytes(text);
        assertThat(sorted(text)).isEqualTo(naive(text));
    }
}
