package dev.longhand.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharTokenizerTest {
    private static final String TEXT = "Zoë, 漢字 \uD801\uDC00 and 😀😁!\r\n\t\uFEFF\uDBFF\uDFFF";

    private static CharTokenizer trained(String text, boolean lowercase) throws IOException {
        return CharTokenizer.train(new StringReader(text), lowercase);
    }

    /** Gives at most so many characters at a time, so that a buffer ends within a pair. */
    private static Reader trickle(String text, int most) {
        return new StringReader(text) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, most));
            }
        };
    }

    private static List<Integer> ids(Tokenizer tokenizer, Reader text) throws IOException {
        var ids = new ArrayList<Integer>();
        tokenizer.encode(text, ids::add);
        return ids;
    }

    private static String text(Tokenizer tokenizer, List<Integer> ids) {
        return ids.stream().map(tokenizer::text).collect(Collectors.joining());
    }

    @Test
    void idsFollowTheOrderOfCodePoints() throws IOException {
        var tokenizer = trained("c😀a\uFFFDba", false);
        assertThat(tokenizer.vocabulary()).containsExactly("a", "b", "c", "\uFFFD", "😀");
        assertThat(tokenizer.vocabularySize()).isEqualTo(5);
        assertThat(tokenizer.encode("😀cab").ids()).containsExactly(4, 2, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1 << 20})
    void textComesBackWhole(int atATime) throws IOException {
        var tokenizer = CharTokenizer.train(trickle(TEXT, atATime), false);
        assertThat(tokenizer.vocabularySize())
                .isEqualTo(TEXT.codePoints().distinct().count());
        var ids = ids(tokenizer, trickle(TEXT, atATime));
        assertThat(ids).hasSize(TEXT.codePointCount(0, TEXT.length()));
        assertThat(text(tokenizer, ids)).isEqualTo(TEXT);
        assertThat(tokenizer.encode(TEXT).ids())
                .containsExactly(ids.stream().mapToInt(Integer::intValue).toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {16_382, 16_383, 16_384, 32_767})
    void pairIsJoinedWhereABufferEndsWithinIt(int before) throws IOException {
        var text = "a".repeat(before) + "😀b";
        var tokenizer = trained(text, false);
        assertThat(tokenizer.vocabulary()).containsExactly("a", "b", "😀");
        assertThat(ids(tokenizer, new StringReader(text))).hasSize(before + 2).endsWith(0, 2, 1);
    }

    @Test
    void lowercaseFoldsWhatIsLearnedAndWhatIsRead() throws IOException {
        var tokenizer = trained("ABba ÄΣ\uD801\uDC00", true);
        assertThat(tokenizer.vocabulary()).containsExactly(" ", "a", "b", "ä", "σ", "\uD801\uDC28");
        assertThat(tokenizer.lowercase()).isTrue();
        assertThat(tokenizer.encode("aA Σ\uD801\uDC28\uD801\uDC00").ids()).containsExactly(1, 1, 0, 4, 5, 5);
        assertThat(text(tokenizer, ids(tokenizer, new StringReader("Bä")))).isEqualTo("bä");
    }

    @Test
    void withoutLowercaseCaseCounts() throws IOException {
        var tokenizer = trained("aA", false);
        assertThat(tokenizer.vocabulary()).containsExactly("A", "a");
        assertThat(tokenizer.lowercase()).isFalse();
    }

    @Test
    void shortTextSaysWhichCharactersAreUnknown() throws IOException {
        var encoding = trained("ab", false).encode("😀aAb😀\u0000é");
        assertThat(encoding.ids()).containsExactly(-1, 0, -1, 1, -1, -1, -1);
        assertThat(encoding.unknown()).containsExactly("😀", "A", "\u0000", "é");
        assertThat(trained("ab", false).encode("").ids()).isEmpty();
    }

    @Test
    void unknownCharacterIsNamedAsItWasWritten() throws IOException {
        assertThat(trained("ab", true).encode("AÉ").unknown()).containsExactly("É");
    }

    @Test
    void longTextWithAnUnknownCharacterIsRefused() throws IOException {
        var tokenizer = trained("ab", false);
        assertThatThrownBy(() -> ids(tokenizer, new StringReader("ab😀")))
                .isInstanceOf(UnknownCharacterException.class)
                .hasMessage("U+1F600 is not in the vocabulary");
        assertThatThrownBy(() -> ids(tokenizer, new StringReader("abc")))
                .isInstanceOf(UnknownCharacterException.class)
                .hasMessage("U+0063 is not in the vocabulary");
    }

    @Test
    void halfAPairIsAnUnknownCharacter() throws IOException {
        var tokenizer = trained("ab", false);
        assertThat(tokenizer.encode("a\uD83Db").ids()).containsExactly(0, -1, 1);
        for (var text : List.of("a\uD83Db", "a\uD83D", "a\uD83D\uD83D\uDE00")) {
            assertThatThrownBy(() -> ids(tokenizer, trickle(text, 1))).hasMessage("U+D83D is not in the vocabulary");
        }
        assertThatThrownBy(() -> ids(tokenizer, new StringReader("\uDE00")))
                .hasMessage("U+DE00 is not in the vocabulary");
    }

    @Test
    void codePointsOfAReaderAreThoseOfItsString() throws IOException {
        var random = new SplittableRandom(5);
        char[] alphabet = {'a', '\uD83D', '\uDE00', '\uDBFF', '\uDFFF', '\uFFFF', '\u0000'};
        for (int i = 0; i < 500; i++) {
            var text = random.ints(random.nextInt(20), 0, alphabet.length)
                    .mapToObj(c -> String.valueOf(alphabet[c]))
                    .collect(Collectors.joining());
            var codePoints = IntStream.builder();
            CodePoints.forEach(trickle(text, random.nextInt(1, 5)), codePoints::add);
            assertThat(codePoints.build().toArray()).isEqualTo(text.codePoints().toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "e\u0301", "😀😀"})
    void entryThatIsNotOneCharacterIsRefused(String entry) {
        assertThatThrownBy(() -> new CharTokenizer(List.of("x", entry), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the vocabulary's entry '" + entry + "' is not one character");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
    void entryThatIsHalfAPairIsRefused(int surrogate) {
        var entry = String.valueOf((char) surrogate);
        assertThatThrownBy(() -> new CharTokenizer(List.of(entry), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not one character");
    }

    static Stream<List<String>> repeated() {
        return Stream.of(List.of("a", "a"), List.of("😀", "b", "😀"));
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void entryThatStandsTwiceIsRefused(List<String> vocabulary) {
        assertThatThrownBy(() -> new CharTokenizer(vocabulary, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the vocabulary has '" + vocabulary.getFirst() + "' twice");
    }

    @Test
    void emptyVocabularyIsRefused() {
        assertThatThrownBy(() -> new CharTokenizer(List.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the vocabulary is empty");
        assertThatThrownBy(() -> trained("", false)).hasMessage("the vocabulary is empty");
    }

    @Test
    void vocabularyMayStandInAnyOrder() {
        var tokenizer = new CharTokenizer(List.of("z", "\uDBFF\uDFFF", "a"), false);
        assertThat(tokenizer.encode("az\uDBFF\uDFFF").ids()).containsExactly(2, 0, 1);
        assertThat(tokenizer.text(1)).isEqualTo("\uDBFF\uDFFF");
    }

    @Test
    void endOfSegmentIsTheLastIdAndReadsAsNothing() throws IOException {
        var plain = trained("ab", false);
        var tokenizer = plain.withEndOfSegment();
        assertThat(plain.endOfSegment()).isEmpty();
        assertThat(tokenizer.endOfSegment()).hasValue(2);
        assertThat(tokenizer.vocabularySize()).isEqualTo(3);
        assertThat(tokenizer.vocabulary()).containsExactly("a", "b");
        assertThat(tokenizer.text(2)).isEmpty();
        assertThat(tokenizer.encode("ba").ids()).containsExactly(1, 0);
        assertThat(tokenizer.withEndOfSegment().vocabularySize()).isEqualTo(3);
        assertThat(Snippets.decode(tokenizer.decoder(), 2, 1, 0, 2)).isEqualTo("ba");
    }

    @Test
    void everyTokenIsCertainAtOnce() throws IOException {
        var decoder = trained("a😀", false).decoder();
        assertThat(decoder.accept(1)).isEqualTo("😀");
        assertThat(decoder.accept(0)).isEqualTo("a");
        assertThat(decoder.finish()).isEmpty();
    }

    @Test
    void whatItLacksComesAfterWhatItHas() throws IOException {
        var extended = trained("bd", false).extendedBy(List.of("e", "a", "b"));
        assertThat(extended.vocabulary()).containsExactly("b", "d", "a", "e");
        assertThat(extended.endOfSegment()).isEmpty();
    }

    @Test
    void endOfSegmentStaysTheLastId() throws IOException {
        var extended = trained("ab", false).withEndOfSegment().extendedBy(List.of("c"));
        assertThat(extended.endOfSegment()).hasValue(3);
        assertThat(extended.encode("cab").ids()).containsExactly(2, 0, 1);
    }
}
