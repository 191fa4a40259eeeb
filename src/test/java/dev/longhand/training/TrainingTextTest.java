package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.TokenSource;
import java.io.IOException;
import java.io.StringReader;
import java.lang.foreign.Arena;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTextTest {
    private static final String POEM = "one two, three\n\nfour five\nsix\nseven eight nine ten\n".repeat(20);

    private static TrainingText read(String text, String request) throws IOException {
        var spec = Specs.resolve(request);
        return TrainingText.read(() -> new StringReader(text), Specs.corpus(text), spec, Arena.ofAuto());
    }

    @Test
    void aStreamOfCharactersHasOneTokenForEach() throws IOException {
        var text = read(POEM, "{}");
        assertThat(text.training().tokens().size() + text.validation().tokens().size())
                .isEqualTo(POEM.length());
        assertThat(text.tokensPerCharacter()).isEqualTo(1);
        assertThat(text.tokenizer().endOfSegment()).isEmpty();
    }

    @Test
    void linesBeginAndEndInTheirOwnToken() throws IOException {
        var text = read("ab\n\nba\na\nb\n", "{\"segmentation\": \"line\", \"validationFraction\": 0.25}");
        assertThat(text.tokenizer().endOfSegment()).hasValue(3);
        var training = (TokenSource.Segments) text.training();
        assertThat(ids(training)).containsExactly(3, 1, 2, 3, 2, 1, 3, 1, 3);
        assertThat(training.ends()).containsExactly(3, 6, 8);
        var validation = (TokenSource.Segments) text.validation();
        assertThat(ids(validation)).containsExactly(3, 2, 3);
        assertThat(validation.ends()).containsExactly(2);
        assertThat(text.tokensPerCharacter()).isEqualTo(1);
    }

    @Test
    void sentencesAreSegmentsToo() throws IOException {
        var text = read("One is here. Two is there. And three?", """
            {"segmentation": "sentence", "validationFraction": 0}\
            """);
        var training = (TokenSource.Segments) text.training();
        assertThat(training.ends()).hasSize(3);
        assertThat(training.tokens().get(training.ends()[0] - 1))
                .isEqualTo(text.tokenizer().encode(".").ids()[0]);
        assertThat(text.validation().predictions()).isZero();
    }

    /** A token of several characters carries the surprise of all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"stream", "line"})
    void tokensPerCharacterCountsCodePoints(String segmentation) throws IOException {
        var smiles = "smile 😀 smile 😀😀 naïve café\n".repeat(200);
        var request = "{\"tokenizer\": {\"type\": \"bpe\"}, \"segmentation\": \"%s\"}".formatted(segmentation);
        var text = read(smiles, request);
        double tokens = text.training().predictions() + text.validation().predictions();
        double characters = smiles.codePointCount(0, smiles.length());
        assertThat(text.tokensPerCharacter()).isLessThan(0.9).isCloseTo(tokens / characters, within(0.02));
    }

    @Test
    void wordsAreCountedAsTheyRead() throws IOException {
        var text = read(POEM, "{\"tokenizer\": {\"type\": \"word\", \"lowercase\": true}}");
        double tokens =
                text.training().tokens().size() + text.validation().tokens().size();
        assertThat(text.tokensPerCharacter()).isCloseTo(tokens / POEM.length(), within(0.03));
    }

    @Test
    void moreTokensThanWereGuessedFindRoom() throws IOException {
        var unguessable = "!?".repeat(40_000);
        var text = read(unguessable, "{\"tokenizer\": {\"type\": \"word\"}, \"validationFraction\": 0}");
        assertThat(text.training().tokens().size()).isEqualTo(80_000);
        assertThat(text.training().tokens().get(79_999))
                .isEqualTo(text.tokenizer().encode("?").ids()[0]);
    }

    private static long[] ids(TokenSource source) {
        return LongStream.range(0, source.tokens().size())
                .map(i -> source.tokens().get(i))
                .toArray();
    }
}
