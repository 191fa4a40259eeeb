package dev.longhand.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentationTest {
    private static List<String> split(Segmentation segmentation, String text) throws IOException {
        var segments = new ArrayList<String>();
        segmentation.split(new StringReader(text), segments::add);
        return segments;
    }

    @Test
    void linesAreTrimmedAndEmptyOnesLeftOut() throws IOException {
        assertThat(split(Segmentation.LINE, "one\r\n\r\n \t two  \nthree\rfour\n\u3000\n五，\n"))
                .containsExactly("one", "two", "three", "four", "五，");
        assertThat(split(Segmentation.LINE, "\n \r\n")).isEmpty();
        assertThat(split(Segmentation.LINE, "")).isEmpty();
    }

    @Test
    void sentencesEndAtTheirPunctuation() throws IOException {
        assertThat(split(Segmentation.SENTENCE, "It is late. Go home!  \"Now.\" 3.14 is no end."))
                .containsExactly("It is late.", "Go home!", "\"Now.\"", "3.14 is no end.");
        assertThat(split(Segmentation.SENTENCE, "殘雪猶在屋。新泉已到門！不知誰家笛？")).hasSize(3);
        assertThat(split(Segmentation.SENTENCE, Snippets.HINDI)).hasSize(2);
        assertThat(split(Segmentation.SENTENCE, Snippets.ARABIC)).hasSize(2);
    }

    @Test
    void wrappedLinesEndNoSentenceAndEmptyOnesDo() throws IOException {
        assertThat(split(Segmentation.SENTENCE, "A heading\n\nThe sentence goes\r\non here. And\nso on\n \t\nend"))
                .containsExactly("A heading", "The sentence goes\non here.", "And\nso on", "end");
        assertThat(split(Segmentation.SENTENCE, "\n\n")).isEmpty();
    }

    @Test
    void longParagraphIsCutAsAShortOne() throws IOException {
        var sentences = IntStream.range(0, 20_000)
                .mapToObj(i -> "Sentence number " + i + (i % 7 == 0 ? " goes\non." : "."))
                .toList();
        for (var between : List.of(" ", "\n")) {
            assertThat(split(Segmentation.SENTENCE, String.join(between, sentences)))
                    .isEqualTo(sentences);
        }
    }

    @Test
    void sentenceWithoutEndIsOneSegment() throws IOException {
        var text = IntStream.range(0, 50_000).mapToObj(i -> "and on").collect(Collectors.joining("\n"));
        assertThat(split(Segmentation.SENTENCE, text)).containsExactly(text);
    }

    @Test
    void streamHasNoSegments() {
        assertThat(Segmentation.STREAM.hasSegments()).isFalse();
        assertThatThrownBy(() -> split(Segmentation.STREAM, "a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everySegmentationIsFoundByItsKey() {
        assertThat(Segmentation.ofKey("stream")).contains(Segmentation.STREAM);
        assertThat(Segmentation.ofKey("line")).contains(Segmentation.LINE);
        assertThat(Segmentation.ofKey("sentence")).contains(Segmentation.SENTENCE);
        assertThat(Segmentation.ofKey("Line")).isEmpty();
    }
}
