package dev.longhand.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.engine.CellType;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.text.BpeTokenizer;
import dev.longhand.text.CharTokenizer;
import dev.longhand.text.Snippets;
import dev.longhand.text.Tokenizer;
import dev.longhand.text.WordTokenizer;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerMetadataTest {
    private static final String TOKENIZER = "longhand.tokenizer";
    private static final String SEGMENTATION = "longhand.segmentation";

    /** The 256 bytes and one more token. */
    private static final int BPE_SIZE = 257;

    static List<Tokenizer> tokenizers() throws IOException {
        var text = Snippets.together();
        var plain = List.of(
                CharTokenizer.train(new StringReader(text), false),
                CharTokenizer.train(new StringReader(text), true),
                WordTokenizer.train(new StringReader(text), false, null, 1),
                WordTokenizer.train(new StringReader(text), true, 40, 2),
                BpeTokenizer.train(new StringReader(text), 400));
        return Stream.concat(plain.stream(), plain.stream().map(Tokenizer::withEndOfSegment))
                .toList();
    }

    private static Map<String, String> metadata(Tokenizer tokenizer) {
        return ArtifactMetadata.of(new ModelDescription(
                new NetworkSpec(CellType.LSTM, 1, 1, 1, tokenizer.vocabularySize()),
                tokenizer,
                tokenizer.endOfSegment().isPresent() ? "sentence" : "stream",
                Map.of(),
                Map.of()));
    }

    private static Map<String, String> with(Map<String, String> metadata, String key, String value) {
        var changed = new HashMap<>(metadata);
        changed.put(key, value);
        return changed;
    }

    /** A tokenizer as it would stand in a file, for a network of so many tokens. */
    private static Map<String, String> metadata(String tokenizer, String segmentation, int vocabularySize) {
        var network = "{\"cell\":\"lstm\",\"layers\":1,\"hiddenSize\":1,\"embeddingSize\":1,\"vocabularySize\":%d}"
                .formatted(vocabularySize);
        return Map.of(
                "longhand.format",
                "1",
                "longhand.network",
                network,
                TOKENIZER,
                tokenizer,
                SEGMENTATION,
                "\"" + segmentation + "\"");
    }

    private static String bpe() throws IOException {
        return json(metadata(BpeTokenizer.train(new StringReader("ab ab"), BPE_SIZE)));
    }

    private static String json(Map<String, String> metadata) {
        return Objects.requireNonNull(metadata.get(TOKENIZER));
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void everyTokenizerComesBack(Tokenizer tokenizer) {
        var metadata = metadata(tokenizer);
        var description = ArtifactMetadata.read(metadata);
        var back = description.tokenizer();
        assertThat(back).hasSameClassAs(tokenizer);
        assertThat(back.vocabularySize()).isEqualTo(tokenizer.vocabularySize());
        assertThat(back.endOfSegment()).isEqualTo(tokenizer.endOfSegment());
        for (var text : Snippets.ALL) {
            assertThat(back.encode(text).ids()).isEqualTo(tokenizer.encode(text).ids());
        }
        assertThat(metadata(back)).isEqualTo(metadata);
    }

    @Test
    void theirJsonIsWhatItIs() throws IOException {
        var chars = new CharTokenizer(List.of("b", "a"), false);
        var words = new WordTokenizer(List.of("<unk>", "the"), true);
        assertThat(metadata(chars))
                .containsEntry(TOKENIZER, "{\"type\":\"char\",\"lowercase\":false,\"vocabulary\":[\"b\",\"a\"]}")
                .containsEntry(SEGMENTATION, "\"stream\"");
        assertThat(metadata(chars.withEndOfSegment()))
                .containsEntry(
                        TOKENIZER,
                        "{\"type\":\"char\",\"lowercase\":false,\"vocabulary\":[\"b\",\"a\"],\"endOfSegment\":2}");
        assertThat(metadata(words.withEndOfSegment()))
                .containsEntry(
                        TOKENIZER,
                        "{\"type\":\"word\",\"lowercase\":true,\"vocabulary\":[\"<unk>\",\"the\"],\"endOfSegment\":2}");
        assertThat(bpe())
                .startsWith("{\"type\":\"bpe\",\"tokenizer\":{\"version\":\"1.0\",\"truncation\":null,")
                .contains("\"model\":{\"type\":\"BPE\",")
                .endsWith("\"merges\":[\"a b\"]}}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"type":"char","vocabulary":["a","b"],"endOfSegment":2}      | line     | 3
        {"type":"char","vocabulary":["a","b"],"endOfSegment":2}      | sentence | 3
        {"type":"char","vocabulary":["a","b"],"endOfSegment":null}   | stream   | 2
        {"type":"word","vocabulary":["<unk>","b"]}                   | stream   | 2
        """)
    void handWrittenOnesComeIn(String tokenizer, String segmentation, int size) {
        var description = ArtifactMetadata.read(metadata(tokenizer, segmentation, size));
        assertThat(description.segmentation()).isEqualTo(segmentation);
        assertThat(description.tokenizer().vocabularySize()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"type":"char","vocabulary":["a","b"]}                                     | line   | 2 | endOfSegment
        {"type":"char","vocabulary":["a","b"],"endOfSegment":2}                    | stream | 3 | endOfSegment
        {"type":"char","vocabulary":["a","b"],"endOfSegment":2}                    | page   | 3 | sentence
        {"type":"char","vocabulary":["a","b"],"endOfSegment":1}                    | line   | 3 | endOfSegment is 1
        {"type":"char","vocabulary":["a","b"],"endOfSegment":-1}                   | line   | 3 | endOfSegment is -1
        {"type":"char","vocabulary":["a","b"],"endOfSegment":2}                    | line   | 2 | has 3 tokens
        {"type":"char","vocabulary":["a",""],"endOfSegment":2}                     | line   | 3 | not one character
        {"type":"char","vocabulary":["a","b"],"vocabulary":["a","b"]}              | stream | 2 | not the JSON
        {"type":"char","vocabulary":["a","b"],"merges":[]}                         | stream | 2 | merges
        {"type":"char","vocabulary":["a","b"],"tokenizer":{}}                      | stream | 2 | tokenizer.json
        {"type":"word","vocabulary":["a","b"]}                                     | stream | 2 | begin with <unk>
        {"type":"word","vocabulary":["<unk>","b","b"]}                             | stream | 3 | twice
        {"type":"word","vocabulary":["<unk>",null]}                                | stream | 2 | null
        {"type":"word","vocabulary":["<unk>",["b"]]}                               | stream | 2 | not the JSON
        {"type":"word"}                                                            | stream | 2 | no vocabulary
        {"type":"bpe"}                                                             | stream | 2 | tokenizer.json
        {"type":"bpe","tokenizer":{}}                                              | stream | 2 | plain BPE
        {"type":"bpe","tokenizer":{},"vocabulary":["a"]}                           | stream | 2 | vocabulary
        {"type":"morse","vocabulary":["a","b"]}                                    | stream | 2 | bpe
        {"vocabulary":["a","b"]}                                                   | stream | 2 | null
        []                                                                         | stream | 2 | not the JSON
        """)
    void refusesWhatIsNoTokenizerAndSaysWhy(String tokenizer, String segmentation, int size, String named) {
        assertThatThrownBy(() -> ArtifactMetadata.read(metadata(tokenizer, segmentation, size)))
                .isInstanceOf(BadArtifact.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "merges":["a b"]               | "merges":["a c"]                        | is no token
        "merges":["a b"]               | "merges":["a b","a b"]                  | twice
        "merges":["a b"]               | "merges":["a"]                          | two tokens
        "merges":["a b"]               | "merges":[["a","b","c"]]                | two tokens
        "merges":["a b"]               | "merges":[["a",1]]                      | two tokens
        "merges":["a b"]               | "merges":[null]                         | two tokens
        "merges":["a b"]               | "merges":null                           | merges is missing
        "ab":256                       | "ab":257                                | the id 257
        "ab":256                       | "ab":255                                | twice
        "ab":256                       | "ab":null                               | id of model.vocab
        "ab":256                       | "ab":256.5                              | not the JSON
        "ab":256                       | "a":256                                 | not the JSON
        "ab":256                       | "漢":256                                | not made of bytes
        "type":"BPE"                   | "type":"WordPiece"                      | plain BPE
        "dropout":null                 | "dropout":0.1                           | plain BPE
        "byte_fallback":false          | "byte_fallback":true                    | plain BPE
        "ignore_merges":false          | "ignore_merges":true                    | plain BPE
        "end_of_word_suffix":null      | "end_of_word_suffix":"</w>"             | plain BPE
        "add_prefix_space":false       | "add_prefix_space":true                 | pre_tokenizer
        "normalizer":null              | "normalizer":{"type":"NFC"}             | normalizer
        "truncation":null              | "truncation":{"max_length":5}           | truncation
        "added_tokens":[]              | "added_tokens":[{"id":0}]               | added_tokens
        """)
    void refusesATokenizerJsonThatMeansSomethingElse(String part, String instead, String named) throws IOException {
        assertThat(bpe()).contains(part);
        var changed = bpe().replaceFirst(Pattern.quote(part), instead);
        assertThatThrownBy(() -> ArtifactMetadata.read(metadata(changed, "stream", BPE_SIZE)))
                .isInstanceOf(BadArtifact.class)
                .hasMessageContaining(named);
    }

    @Test
    void newerFilesWriteMergesAsPairs() throws IOException {
        var pairs = bpe().replace("[\"a b\"]", "[[\"a\",\"b\"]]");
        var tokenizer =
                ArtifactMetadata.read(metadata(pairs, "stream", BPE_SIZE)).tokenizer();
        assertThat(tokenizer.encode("ab").ids()).containsExactly(256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"type\":\"bpe\",\"tokenizer\":{\"added_tokens\":[", "{\"metrics\":["})
    void refusesDeepNesting(String opening) {
        for (int depth : List.of(400, 100_000)) {
            assertThatThrownBy(() -> ArtifactMetadata.read(metadata(opening.repeat(depth), "stream", 2)))
                    .isInstanceOf(BadArtifact.class);
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void mutationsAreReadOrRefusedAndNothingElse(Tokenizer tokenizer) {
        var random = new SplittableRandom(41);
        var metadata = metadata(tokenizer);
        var json = json(metadata);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            var mutated = mutate(json, random);
            try {
                var read = ArtifactMetadata.read(with(metadata, TOKENIZER, mutated));
                assertThat(read.tokenizer().vocabularySize()).isEqualTo(tokenizer.vocabularySize());
            } catch (BadArtifact e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(400);
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static String mutate(String json, SplittableRandom random) {
        String[] parts = {
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "-1",
            "1e999",
            "0",
            "\\u0000",
            "\\ud83d",
            "true",
            "\"a\"",
            "\"endOfSegment\":3,",
            " ",
            "漢",
            "\\"
        };
        var text = new StringBuilder(json);
        for (int change = random.nextInt(1, 4); change > 0 && !text.isEmpty(); change--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, parts[random.nextInt(parts.length)]);
                case 2 -> text.replace(from, to, parts[random.nextInt(parts.length)]);
                default -> text.insert(random.nextInt(text.length()), text.substring(from, to));
            }
        }
        return text.toString();
    }

    @Test
    void messagesStayShortWhateverTheFileSays() {
        var name = "x".repeat(10_000);
        for (var tokenizer : List.of(
                "{\"type\":\"%s\"}",
                "{\"type\":\"char\",\"vocabulary\":[\"%s\"]}",
                "{\"%s\":1}",
                "{\"type\":\"bpe\",\"tokenizer\":" + "{\"%s\":1}}")) {
            assertThatThrownBy(() -> ArtifactMetadata.read(metadata(tokenizer.formatted(name), "stream", 1)))
                    .isInstanceOf(BadArtifact.class)
                    .message()
                    .hasSizeLessThan(400);
        }
    }
}
