package dev.longhand.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BpeTokenizerTest {
    /** As GPT-2 has it. */
    private static final Pattern GPT2 = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** Before anything is learned, ids follow the symbols. */
    private static final Map<Byte, Integer> ID_BY_BYTE = ByteAlphabet.symbols().stream()
            .collect(Collectors.toMap(symbol -> ByteAlphabet.bytes(symbol)[0], ByteAlphabet.symbols()::indexOf));

    private static BpeTokenizer trained(String text, int vocabulary) throws IOException {
        return BpeTokenizer.train(new StringReader(text), vocabulary);
    }

    private static String decode(Tokenizer tokenizer, int... ids) {
        return Snippets.decode(tokenizer.decoder(), ids);
    }

    /** The ids of these bytes, one by one. */
    private static int[] bytes(byte... bytes) {
        return IntStream.range(0, bytes.length)
                .map(i -> ID_BY_BYTE.getOrDefault(bytes[i], -1))
                .toArray();
    }

    @Test
    void alphabetIsThatOfGpt2() {
        var symbols = ByteAlphabet.symbols();
        assertThat(symbols)
                .hasSize(256)
                .doesNotHaveDuplicates()
                .startsWith("!", "\"", "#")
                .endsWith("ł", "Ń");
        assertThat(ByteAlphabet.bytes("Ġ")).containsExactly(' ');
        assertThat(ByteAlphabet.bytes("Ċ")).containsExactly('\n');
        assertThat(ByteAlphabet.bytes("Ã©")).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
        assertThat(ByteAlphabet.isWritten("aĠ")).isTrue();
        assertThat(ByteAlphabet.isWritten("a ")).isFalse();
        assertThat(ByteAlphabet.isWritten("漢")).isFalse();
    }

    @Test
    void mostFrequentPairBecomesATokenFirst() throws IOException {
        var tokenizer = trained("low low low lower newest newest newest widest", 300);
        assertThat(tokenizer.vocabulary().subList(0, 256)).isEqualTo(ByteAlphabet.symbols());
        // "lo", "ow", "es" and "st" come four times; ids decide
        assertThat(tokenizer.merges().getFirst()).isEqualTo(new BpeMerge("e", "s"));
        assertThat(tokenizer.vocabulary().get(256)).isEqualTo("es");
        assertThat(tokenizer.merges()).contains(new BpeMerge("es", "t"), new BpeMerge("l", "o"));
    }

    @Test
    void pairThatComesOnceIsNotLearned() throws IOException {
        assertThat(trained("abcdefg", 1000).merges()).isEmpty();
        assertThat(trained("", 1000).vocabularySize()).isEqualTo(256);
    }

    @Test
    void theSameTextGivesTheSameTokenizer() throws IOException {
        var text = Snippets.together().repeat(3);
        var one = trained(text, 500);
        var other = trained(text, 500);
        assertThat(one.vocabularySize()).isEqualTo(500);
        assertThat(other.vocabulary()).isEqualTo(one.vocabulary());
        assertThat(other.merges()).isEqualTo(one.merges());
        // a smaller one is the beginning of a larger one
        assertThat(one.vocabulary()).startsWith(trained(text, 400).vocabulary().toArray(String[]::new));
    }

    @Test
    void mergesAreThoseOfCountingAnew() throws IOException {
        var random = new SplittableRandom(17);
        for (int i = 0; i < 40; i++) {
            var text = random.ints(random.nextInt(400), 0, 4)
                    .mapToObj(c -> String.valueOf("ab c".charAt(c)))
                    .collect(Collectors.joining());
            var merges = trained(text, 280).merges();
            var expected = countedAnew(text, merges.size());
            assertThat(merges).isEqualTo(expected);
        }
    }

    /** The same by the book: count all pairs, take the best, replace it everywhere, and once more. */
    private static List<BpeMerge> countedAnew(String text, int merges) throws IOException {
        var words = new ArrayList<List<String>>();
        PreTokens.forEach(new StringReader(text), word -> words.add(new ArrayList<>(List.of(word.split("")))));
        var ids = new ArrayList<>(ByteAlphabet.symbols());
        var learned = new ArrayList<BpeMerge>();
        while (learned.size() < merges) {
            var counts = words.stream()
                    .flatMap(word ->
                            IntStream.range(1, word.size()).mapToObj(i -> new BpeMerge(word.get(i - 1), word.get(i))))
                    .collect(Collectors.groupingBy(pair -> pair, Collectors.counting()));
            var best = counts.entrySet().stream()
                    .min((a, b) -> {
                        int byCount = Long.compare(b.getValue(), a.getValue());
                        int byLeft = Integer.compare(
                                ids.indexOf(a.getKey().left()),
                                ids.indexOf(b.getKey().left()));
                        int byRight = Integer.compare(
                                ids.indexOf(a.getKey().right()),
                                ids.indexOf(b.getKey().right()));
                        return byCount != 0 ? byCount : byLeft != 0 ? byLeft : byRight;
                    })
                    .orElseThrow()
                    .getKey();
            if (!learned.contains(best)) {
                learned.add(best);
            }
            if (!ids.contains(best.joined())) {
                ids.add(best.joined());
            }
            for (var word : words) {
                for (int i = 0; i + 1 < word.size(); i++) {
                    if (word.get(i).equals(best.left()) && word.get(i + 1).equals(best.right())) {
                        word.set(i, best.joined());
                        word.remove(i + 1);
                    }
                }
            }
        }
        return learned;
    }

    @Test
    void preTokensAreThoseOfThePattern() throws IOException {
        var random = new SplittableRandom(23);
        String[] parts = {
            "'", "s", "re", "r", "ve", "l", "l", "d", "m", "t", " ", " ", "\n", "\t", "\u3000", "7", "²", "Ⅷ", "é", "漢",
            "हि", "!", ".", "😀", "\u0301", "\u0085", "S"
        };
        for (int i = 0; i < 3000; i++) {
            var text = random.ints(random.nextInt(14), 0, parts.length)
                    .mapToObj(part -> parts[part])
                    .collect(Collectors.joining());
            var cut = new ArrayList<String>();
            PreTokens.forEach(
                    new StringReader(text),
                    preToken -> cut.add(new String(ByteAlphabet.bytes(preToken), StandardCharsets.UTF_8)));
            assertThat(cut)
                    .as(text)
                    .isEqualTo(
                            GPT2.matcher(text).results().map(MatchResult::group).toList());
        }
    }

    static List<String> texts() {
        return Stream.concat(Snippets.ALL.stream(), Stream.of("", "\u0000", "\uFEFFa", Snippets.together()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyTextComesBackWhole(String text) throws IOException {
        for (var tokenizer :
                List.of(trained("", 256), trained(Snippets.together().repeat(2), 700))) {
            var encoding = tokenizer.encode(text);
            assertThat(encoding.unknown()).isEmpty();
            assertThat(decode(tokenizer, encoding.ids())).isEqualTo(text);
            var streamed = new ArrayList<Integer>();
            tokenizer.encode(new StringReader(text), streamed::add);
            assertThat(streamed).isEqualTo(Arrays.stream(encoding.ids()).boxed().toList());
        }
    }

    @Test
    void textIsShorterInTokensThanInBytes() throws IOException {
        var tokenizer = trained(Snippets.PLAY, 400);
        assertThat(tokenizer.encode(Snippets.PLAY).ids().length).isLessThan(Snippets.PLAY.length() * 3 / 4);
    }

    @Test
    void halfAPairReadsAsTheReplacementCharacter() throws IOException {
        var tokenizer = trained("", 256);
        assertThat(decode(tokenizer, tokenizer.encode("a\uD83Db").ids())).isEqualTo("a\uFFFDb");
    }

    @Test
    void soupOfBytesDecodesAsJavaDecodesIt() throws IOException {
        var random = new SplittableRandom(29);
        var tokenizer = trained("", 256);
        var valid = Snippets.together().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2000; i++) {
            var bytes = new byte[random.nextInt(40)];
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                int from = random.nextInt(valid.length - bytes.length);
                System.arraycopy(valid, from, bytes, 0, bytes.length);
            }
            assertThat(decode(tokenizer, bytes(bytes))).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void characterComesOutWithItsLastByteAndNeverInHalves() throws IOException {
        var tokenizer = trained("", 256);
        var ids = bytes("😀é".getBytes(StandardCharsets.UTF_8));
        var decoder = tokenizer.decoder();
        assertThat(Arrays.stream(ids).mapToObj(decoder::accept)).containsExactly("", "", "", "😀", "", "é");
        assertThat(decoder.finish()).isEmpty();
        assertThat(decoder.accept(ids[0])).isEmpty();
        assertThat(decoder.finish()).isEqualTo("\uFFFD");
        assertThat(decoder.accept(ids[3])).isEqualTo("\uFFFD");
        assertThat(tokenizer.text(ids[0])).isEqualTo("\uFFFD");
    }

    @Test
    void endOfSegmentIsTheLastIdAndReadsAsNothing() throws IOException {
        var tokenizer = trained("abab abab", 258).withEndOfSegment();
        assertThat(tokenizer.endOfSegment()).hasValue(258);
        assertThat(tokenizer.vocabularySize()).isEqualTo(259);
        assertThat(tokenizer.vocabulary()).hasSize(258);
        assertThat(tokenizer.text(258)).isEmpty();
        assertThat(tokenizer.encode("abab").ids()).doesNotContain(258);
        assertThat(decode(tokenizer, 258, 64, 258)).isEqualTo("a");
    }

    @Test
    void longRunsTakeNoSquareOfTheirLength() throws IOException {
        var tokenizer = trained("a".repeat(5000) + " " + "ab".repeat(5000), 300);
        var text = "a".repeat(300_000) + "ba".repeat(300_000);
        assertThat(decode(tokenizer, tokenizer.encode(text).ids())).isEqualTo(text);
    }

    private static List<String> vocabulary(String... more) {
        var vocabulary = new ArrayList<>(ByteAlphabet.symbols());
        vocabulary.addAll(List.of(more));
        return vocabulary;
    }

    @Test
    void tokensMayStandInAnyOrder() {
        var reversed = vocabulary("ab").reversed();
        var tokenizer = new BpeTokenizer(reversed, List.of(new BpeMerge("a", "b")));
        assertThat(tokenizer.encode("ab").ids()).containsExactly(0);
        assertThat(decode(tokenizer, tokenizer.encode("cab").ids())).isEqualTo("cab");
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        refused("lacks the byte", vocabulary().subList(1, 256));
        refused("twice", vocabulary("ab", "ab"));
        refused("not made of bytes", vocabulary("漢"));
        refused("not made of bytes", vocabulary(""));
        refused("is no token", vocabulary(), new BpeMerge("a", "b"));
        refused("is no token", vocabulary("ab"), new BpeMerge("ab", "c"));
        refused("is no token", vocabulary("abc"), new BpeMerge("ab", "c"));
        refused("twice", vocabulary("ab"), new BpeMerge("a", "b"), new BpeMerge("a", "b"));
        assertThatThrownBy(() -> trained("a", 255)).hasMessage("the vocabulary must have at least 256 tokens");
    }

    private static void refused(String why, List<String> vocabulary, BpeMerge... merges) {
        assertThatThrownBy(() -> new BpeTokenizer(vocabulary, List.of(merges)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
