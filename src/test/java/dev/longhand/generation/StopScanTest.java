package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.engine.RandomStreams;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StopScanTest {
    private static final List<String> LETTERS = List.of("a", "b", "ab", "🐻", "🐼");

    private static String word(RandomGenerator random, int pieces) {
        return IntStream.range(0, pieces)
                .mapToObj(i -> LETTERS.get(random.nextInt(LETTERS.size())))
                .reduce("", String::concat);
    }

    /** Looks at every beginning of the text, from the shortest on. */
    static String naive(String text, List<String> stops) {
        for (int end = 1; end <= text.length(); end++) {
            var begun = text.substring(0, end);
            int longest = stops.stream()
                    .filter(begun::endsWith)
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            if (longest > 0) {
                return begun.substring(0, end - longest);
            }
        }
        return text;
    }

    /** What of the text is not the beginning of a stop string that could still be completed. */
    static int naiveSafe(String text, List<String> stops) {
        return IntStream.rangeClosed(0, text.length())
                .filter(begin -> stops.stream().anyMatch(stop -> stop.startsWith(text.substring(begin))))
                .findFirst()
                .orElse(text.length());
    }

    @Test
    void findsWhatANaiveSearchFindsInWhateverPieces() {
        var random = RandomStreams.of(3, "test", 0);
        int found = 0;
        for (int round = 0; round < 20_000; round++) {
            var stops = Stream.generate(() -> word(random, 1 + random.nextInt(4)))
                    .limit(random.nextInt(4))
                    .toList();
            var scan = new StopScan(new StopStrings(stops));
            var text = new StringBuilder();
            var shown = "";
            while (text.length() < 30 && !scan.read("")) {
                var piece = word(random, random.nextInt(4));
                text.append(piece);
                var end = naive(text.toString(), stops);
                var other = scan.copy();
                assertThat(scan.read(piece)).isEqualTo(end.length() < text.length());
                assertThat(other.read(piece)).isEqualTo(scan.read(""));
                assertThat(scan.length()).isEqualTo(other.length()).isEqualTo(end.length());
                assertThat(scan.safe()).isEqualTo(end.length() < text.length() ? end.length() : naiveSafe(end, stops));
                assertThat(end.startsWith(shown)).isTrue();
                shown = end.substring(0, scan.safe());
                var visible = shown;
                assertThat(stops).noneMatch(visible::contains);
            }
            found += scan.length() < text.length() ? 1 : 0;
        }
        assertThat(found).isBetween(5_000, 18_000);
    }

    @Test
    void aTextThatNeverStopsTakesTimeInItsLengthOnly() {
        var scan = new StopScan(new StopStrings(List.of("a".repeat(199) + "b")));
        assertThat(scan.read("a".repeat(2_000_000))).isFalse();
        assertThat(scan.safe()).isEqualTo(2_000_000 - 199);
        assertThat(scan.read("b")).isTrue();
        assertThat(scan.length()).isEqualTo(2_000_000 - 199);
    }

    @Test
    void theLongestOfThoseThatEndTogetherCounts() {
        var scan = new StopScan(new StopStrings(List.of("c", "bc", "abd")));
        assertThat(scan.read("xab")).isFalse();
        assertThat(scan.safe()).isEqualTo(1);
        assertThat(scan.read("cabd")).isTrue();
        assertThat(scan.length()).isEqualTo(2);
    }
}
