package dev.longhand.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordTokenizerTest {
    private static WordTokenizer trained(String text) throws IOException {
        return WordTokenizer.train(new StringReader(text), false, null, 1);
    }

    private static List<String> words(String text) throws IOException {
        var tokenizer = trained(text);
        return Arrays.stream(tokenizer.encode(text).ids())
                .mapToObj(tokenizer::text)
                .toList();
    }

    /** The text after it was words. */
    private static String again(String text) throws IOException {
        var tokenizer = trained(text);
        return Snippets.decode(tokenizer.decoder(), tokenizer.encode(text).ids());
    }

    @Test
    void punctuationAndLineBreaksAreWordsAndSpacesAreNot() throws IOException {
        assertThat(words("Don't go,  he said:\r\n\t\"3.14!\"\rno"))
                .containsExactly("Don't", "go", ",", "he", "said", ":", "\n", "\"", "3.14", "!", "\"", "\n", "no");
    }

    @Test
    void scriptsWithoutSpacesAreCutByADictionary() throws IOException {
        assertThat(words("我们在北京学习汉语。")).contains("我们", "北京", "学习", "。");
        assertThat(words("東京へ行きます。")).contains("東京", "。").hasSizeGreaterThan(3);
        assertThat(words("ภาษาไทย")).hasSizeGreaterThan(1);
    }

    @Test
    void emojiAreWholeWords() throws IOException {
        assertThat(words("👩‍🚀👍🏽 🇩🇪🇫🇷")).containsExactly("👩‍🚀", "👍🏽", "🇩🇪", "🇫🇷");
    }

    @Test
    void frequentWordsComeFirstAndThenThoseOfLowerCodePoints() throws IOException {
        assertThat(trained("b b 😀 \uFF5A a c c c").vocabulary())
                .containsExactly(WordTokenizer.UNKNOWN_WORD, "c", "b", "a", "\uFF5A", "😀");
    }

    @Test
    void theSameTextGivesTheSameTokenizer() throws IOException {
        var text = Snippets.together();
        assertThat(trained(text).vocabulary()).isEqualTo(trained(text).vocabulary());
    }

    @Test
    void rareWordsAreUnknown() throws IOException {
        var text = "a a a b b c d";
        assertThat(WordTokenizer.train(new StringReader(text), false, 3, 1).vocabulary())
                .containsExactly("<unk>", "a", "b");
        assertThat(WordTokenizer.train(new StringReader(text), false, null, 2).vocabulary())
                .containsExactly("<unk>", "a", "b");
        assertThat(WordTokenizer.train(new StringReader(text), false, 1, 1).vocabulary())
                .containsExactly("<unk>");
    }

    @Test
    void nothingIsTooStrangeToEncode() throws IOException {
        var tokenizer = trained("a b");
        var encoding = tokenizer.encode("a <unk> b😀 x a x \uD83D");
        assertThat(encoding.ids()).containsExactly(1, 0, 0, 0, 2, 0, 0, 1, 0, 0);
        assertThat(encoding.unknown()).containsExactly("<", "unk", ">", "😀", "x", "\uD83D");
        assertThat(tokenizer.unknown()).hasValue(0);
        assertThat(tokenizer.encode(" \t").ids()).isEmpty();
        assertThat(tokenizer.encode("").ids()).isEmpty();
    }

    @Test
    void halfAPairIsNotLearned() throws IOException {
        assertThat(trained("a \uD83D b").vocabulary()).containsExactly("<unk>", "a", "b");
    }

    @Test
    void lowercaseFoldsWhatIsLearnedAndWhatIsRead() throws IOException {
        var tokenizer = WordTokenizer.train(new StringReader("The the ÄRGER"), true, null, 1);
        assertThat(tokenizer.vocabulary()).containsExactly("<unk>", "the", "ärger");
        assertThat(tokenizer.encode("THE Ärger No").ids()).containsExactly(1, 2, 0);
        assertThat(tokenizer.encode("THE No").unknown()).containsExactly("No");
    }

    static Stream<String> plainTexts() {
        return Stream.of(
                Snippets.PLAY, Snippets.POEM, Snippets.JAPANESE, Snippets.HINDI, Snippets.ARABIC, Snippets.HEBREW);
    }

    @ParameterizedTest
    @MethodSource("plainTexts")
    void textComesBackWithItsSpaces(String text) throws IOException {
        assertThat(again(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes (no), [so]; it costs $5, or 7% of all: a/b!",
                "He said \"go\" and \"come\".",
                "«Oui», dit-il—“non”…",
                "it’s; 'tis",
                "我說：“好”（真的）！共3個。",
                "the word 漢字 means letters",
                "한국어 문장입니다. 좋아요!",
                "Hello 😀!"
            })
    void spacesFollowThePunctuation(String text) throws IOException {
        assertThat(again(text)).isEqualTo(text);
    }

    @Test
    void lineBreaksComeBackAsLineFeedsAndOtherSpaceAsASpace() throws IOException {
        assertThat(again(Snippets.LINES)).isEqualTo("one\ntwo\n\nthree four\nfive six seven");
    }

    @ParameterizedTest
    @CsvSource({"The cat,cat,' cat'", "'The ',cat,cat", "'',cat,cat", "(,cat,cat", "The,.,.", "'The\n',cat,cat"})
    void whatGoesOnKnowsWhatStandsBefore(String before, String word, String expected) throws IOException {
        var tokenizer = trained("The cat . (");
        var decoder = tokenizer.decoderAfter(before);
        assertThat(decoder.accept(tokenizer.encode(word).ids()[0])).isEqualTo(expected);
        assertThat(decoder.finish()).isEmpty();
    }

    @Test
    void endOfSegmentIsTheLastIdAndReadsAsNothing() throws IOException {
        var tokenizer = trained("a b").withEndOfSegment();
        assertThat(tokenizer.endOfSegment()).hasValue(3);
        assertThat(tokenizer.vocabularySize()).isEqualTo(4);
        assertThat(tokenizer.vocabulary()).hasSize(3);
        assertThat(tokenizer.text(3)).isEmpty();
        assertThat(Snippets.decode(tokenizer.decoder(), 3, 1, 2, 3)).isEqualTo("a b");
    }

    @Test
    void longTextIsCutAsAShortOne() throws IOException {
        var random = new SplittableRandom(3);
        var text = random.ints(20_000, 0, 9)
                .mapToObj(length -> length == 8 ? "\n" : "x".repeat(length) + " ")
                .collect(Collectors.joining());
        var tokenizer = trained(text);
        var ids = new ArrayList<Integer>();
        tokenizer.encode(new StringReader(text), ids::add);
        assertThat(ids)
                .hasSize(wordsOf(text))
                .containsExactlyElementsOf(
                        Arrays.stream(tokenizer.encode(text).ids()).boxed().toList());
        var line = text.replace('\n', ' ');
        assertThat(tokenizer.encode(line).ids()).hasSize(wordsOf(line));
    }

    /** Runs of x, and line feeds. */
    private static int wordsOf(String text) {
        return (int) Pattern.compile("x+|\n").matcher(text).results().count();
    }

    @Test
    void lineWithoutAnySpaceIsCutSomewhere() throws IOException {
        var text = "x".repeat(100_000) + "漢".repeat(100_000);
        var tokenizer = trained(text);
        assertThat(Snippets.decode(tokenizer.decoder(), tokenizer.encode(text).ids())
                        .replace(" ", ""))
                .isEqualTo(text);
    }

    @Test
    void soupOfCharactersEncodesAndDecodes() throws IOException {
        var random = new SplittableRandom(11);
        for (int i = 0; i < 200; i++) {
            var text = random.ints(random.nextInt(60), 0, Character.MAX_CODE_POINT + 1)
                    .map(c -> random.nextInt(3) == 0 ? c : c % 0x250)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            var tokenizer = trained(text);
            var ids = tokenizer.encode(text).ids();
            assertThat(Arrays.stream(ids)).allMatch(id -> id >= 0 && id < tokenizer.vocabularySize());
            assertThat(Snippets.decode(tokenizer.decoder(), ids)).isNotNull();
        }
    }

    static Stream<List<String>> broken() {
        return Stream.of(
                List.of(),
                List.of("a", "<unk>"),
                List.of("<unk>", ""),
                List.of("<unk>", "a", "a"),
                List.of("<unk>", "<unk>"),
                List.of("<unk>", "\uD83D"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void vocabularyThatIsNoneIsRefused(List<String> vocabulary) {
        assertThatThrownBy(() -> new WordTokenizer(vocabulary, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the vocabulary");
    }
}
