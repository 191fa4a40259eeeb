package dev.longhand.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusIndexTest {
    @TempDir
    private Path directory;

    private CorpusIndex index(String corpus) throws IOException {
        var text = Files.writeString(directory.resolve("corpus"), corpus);
        IndexFile.write(text, directory.resolve("index"));
        return new CorpusIndex(IndexFile.open(directory.resolve("index")));
    }

    private Overlap longest(String corpus, String text) throws IOException {
        try (var index = index(corpus)) {
            return index.longestOverlap(text);
        }
    }

    private static String[] characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toArray(String[]::new);
    }

    /** Length of the longest run of characters that both have, by the table of all pairs of ends. */
    private static int naive(String corpus, String text) {
        var there = characters(corpus);
        var here = characters(text);
        var shared = new int[here.length + 1][there.length + 1];
        int longest = 0;
        for (int i = 1; i <= here.length; i++) {
            for (int j = 1; j <= there.length; j++) {
                shared[i][j] = here[i - 1].equals(there[j - 1]) ? shared[i - 1][j - 1] + 1 : 0;
                longest = Math.max(longest, shared[i][j]);
            }
        }
        return longest;
    }

    /** Checks that an overlap is what it says and that no longer one exists. */
    private static void check(String corpus, String text, Overlap overlap) {
        assertThat(overlap.length()).as("%s in %s", text, corpus).isEqualTo(naive(corpus, text));
        assertThat(overlap.text().codePointCount(0, overlap.text().length())).isEqualTo(overlap.length());
        assertThat(text).contains(overlap.text());
        int begin = corpus.offsetByCodePoints(0, (int) overlap.position());
        assertThat(corpus.substring(begin)).startsWith(overlap.text());
    }

    @Test
    void findsWhatWasCopied() throws IOException {
        // "the quick brown fox": "quick b" from 4 on; "k b" is no longer one
        assertThat(longest("the quick brown fox", "a quick beaver")).isEqualTo(new Overlap(8, " quick b", 3));
        assertThat(longest("the quick brown fox", "QUICK")).isEqualTo(new Overlap(0, "", 0));
        assertThat(longest("the quick brown fox", "")).isEqualTo(new Overlap(0, "", 0));
        assertThat(longest("the quick brown fox", "brown fox jumps")).isEqualTo(new Overlap(9, "brown fox", 10));
        assertThat(longest("fox", "the fox is a fox")).isEqualTo(new Overlap(3, "fox", 0));
    }

    @Test
    void countsCharactersAndNotBytes() throws IOException {
        // three bears have twelve bytes, five letters have five
        assertThat(longest("🐻🐻🐻 and hello", "hello 🐻🐻🐻")).isEqualTo(new Overlap(5, "hello", 8));
        assertThat(longest("über 床前明月光!", "疑床前明?")).isEqualTo(new Overlap(3, "床前明", 5));
    }

    @Test
    void neverCutsACharacter() throws IOException {
        // é is C3 A9, è is C3 A8; 🐻 is F0 9F 90 BB, 🐼 is F0 9F 90 BC
        assertThat(longest("café", "cafè")).isEqualTo(new Overlap(3, "caf", 0));
        assertThat(longest("🐻", "🐼")).isEqualTo(new Overlap(0, "", 0));
        assertThat(longest("xx🐻y", "xx🐼y")).isEqualTo(new Overlap(2, "xx", 0));
    }

    @Test
    void halfASurrogatePairIsInNoCorpus() throws IOException {
        assertThat(longest("ab?cd", "ab\ud83dcd")).isEqualTo(new Overlap(2, "ab", 0));
    }

    @Test
    void readsTheCorpusAsTrainingDoes() throws IOException {
        assertThat(longest("\uFEFFone\r\ntwo\rthree\r\n", "one\ntwo\rthree\n"))
                .isEqualTo(new Overlap(14, "one\ntwo\rthree\n", 0));
        assertThat(longest("\uFEFFone\r\ntwo", "ne\r\ntwo")).isEqualTo(new Overlap(4, "\ntwo", 3));
    }

    static List<String> awkward() {
        return Awkward.texts();
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void findsInAwkwardTextsWhatANaiveSearchFinds(String corpus) throws IOException {
        try (var index = index(corpus)) {
            for (var text : Awkward.texts()) {
                check(corpus, text, index.longestOverlap(text));
            }
        }
    }

    @Test
    void findsInRandomTextsWhatANaiveSearchFinds() throws IOException {
        var random = new SplittableRandom(9);
        var letters = List.of("a", "b", "é", "è", "🐻", "🐼");
        for (int round = 0; round < 300; round++) {
            var some = letters.subList(0, 2 + round % 5);
            var corpus = Awkward.random(random, some, 1 + random.nextInt(200));
            try (var index = index(corpus)) {
                for (int i = 0; i < 10; i++) {
                    var text = Awkward.random(random, some, random.nextInt(60));
                    check(corpus, text, index.longestOverlap(text));
                }
            }
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void repetitionTakesNoLonger() throws IOException {
        try (var index = index("a".repeat(100_000))) {
            assertThat(index.longestOverlap("a".repeat(16_384)).length()).isEqualTo(16_384);
            assertThat(index.longestOverlap("a".repeat(200_000)).length()).isEqualTo(100_000);
            assertThat(index.longestOverlap(("a".repeat(8_191) + "b").repeat(8)).length())
                    .isEqualTo(8_191);
        }
    }

    @Test
    void refusesAFileThatIsNotWhole() throws IOException {
        index("some text").close();
        var file = directory.resolve("index");
        var whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> IndexFile.open(file)).isInstanceOf(IOException.class);
        whole[0]++;
        Files.write(file, whole);
        assertThatThrownBy(() -> IndexFile.open(file)).isInstanceOf(IOException.class);
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> IndexFile.open(file)).isInstanceOf(IOException.class);
    }
}
