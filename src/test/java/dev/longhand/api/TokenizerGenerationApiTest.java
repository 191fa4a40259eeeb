package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.WorkersOnThreads;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Generation with every kind of tokenizer, and with models of segments; what the models write is known beforehand. */
@ServiceTest
@Import(WorkersOnThreads.class)
class TokenizerGenerationApiTest {
    private static final String LETTERS = "{\"type\":\"char\",\"vocabulary\":[\"A\",\"B\",\"C\"]%s}";
    private static final String WORDS = "{\"type\":\"word\",\"vocabulary\":[\"<unk>\",\"tea\",\"and\",\".\"]%s}";

    @Autowired
    private Api api;

    private JsonNode generate(byte[] model, String request) {
        api.upload("/api/v1/models", "model.safetensors", model, "chain").expect(201);
        return api.post("/api/v1/models/chain/generate", request).expect(200).json();
    }

    private static String text(JsonNode answer) {
        return answer.at("/choices/0/text").asString();
    }

    private static String finish(JsonNode answer) {
        return answer.at("/choices/0/finishReason").asString();
    }

    /** Writes A, then B, then the end of the segment. */
    private static byte[] segments() {
        return ChainModel.file(LETTERS.formatted(",\"endOfSegment\":3"), "line", 4, 3, 0, 1);
    }

    /** The 256 bytes; after the third of these comes the first again. */
    private static byte[] bytes(String segmentation, int size, int first, int second, int third) {
        var json = new JsonMapper();
        var vocab = new TreeMap<String, Integer>();
        for (int c = '!'; vocab.size() < 256; c++) {
            if (c <= '~' || (c >= '¡' && c != '\u00AD')) {
                vocab.put(Character.toString(c), vocab.size());
            }
        }
        var tokenizer = """
            {"type":"bpe"%s,"tokenizer":{"version":"1.0","pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false},
             "model":{"type":"BPE","vocab":%s,"merges":[]}}}\
            """.formatted(size > 256 ? ",\"endOfSegment\":256" : "", json.writeValueAsString(vocab));
        return ChainModel.file(tokenizer, segmentation, size, first, second, third);
    }

    /** The id of a byte that ISO 8859-1 can show. */
    private static int id(int value) {
        return value <= '~' ? value - '!' : value - '¡' + ('~' - '!' + 1) - (value > 0xAD ? 1 : 0);
    }

    @Test
    void aModelOfSegmentsBeginsWithTheEndAndEndsWithIt() {
        var whole = generate(segments(), "{\"temperature\":0,\"logprobs\":0}");
        assertThat(text(whole)).isEqualTo("AB");
        assertThat(finish(whole)).isEqualTo("end");
        assertThat(whole.at("/choices/0/tokens").toString())
                .isEqualTo("[{\"id\":0,\"text\":\"A\"},{\"id\":1,\"text\":\"B\"}]");
        assertThat(whole.at("/usage/promptTokens").asInt()).isZero();
        assertThat(whole.at("/usage/completionTokens").asInt()).isEqualTo(2);
    }

    @Test
    void aPromptOfAModelOfSegmentsIsGoneOnWith() {
        var rest = generate(segments(), "{\"prompt\":\"CA\",\"temperature\":0,\"echo\":true,\"n\":2}");
        assertThat(text(rest)).isEqualTo("CAB");
        assertThat(rest.at("/choices/1/text").asString()).isEqualTo("CAB");
        assertThat(finish(rest)).isEqualTo("end");
        assertThat(rest.at("/usage/promptTokens").asInt()).isEqualTo(2);
        var done = generate(segments(), "{\"prompt\":\"AB\",\"temperature\":0}");
        assertThat(text(done)).isEmpty();
        assertThat(finish(done)).isEqualTo("end");
        assertThat(done.at("/choices/0/tokens").toString()).isEqualTo("[]");
    }

    @Test
    void aSegmentThatIsLongEnoughOrStoppedDoesNotEnd() {
        var cut = generate(segments(), "{\"temperature\":0,\"maxTokens\":2}");
        assertThat(text(cut)).isEqualTo("AB");
        assertThat(finish(cut)).isEqualTo("length");
        var stopped = generate(segments(), "{\"temperature\":0,\"stop\":[\"B\"]}");
        assertThat(text(stopped)).isEqualTo("A");
        assertThat(finish(stopped)).isEqualTo("stop");
        assertThat(stopped.at("/choices/0/tokens").size()).isEqualTo(1);
    }

    @Test
    void aSegmentDoesNotEndBeforeItHasEnoughTokens() {
        var longer = generate(segments(), "{\"temperature\":0,\"minTokens\":3,\"maxTokens\":10}");
        assertThat(longer.at("/choices/0/tokens").size()).isBetween(3, 10);
        assertThat(text(longer)).startsWith("AB");
        // where nothing but the end is allowed it stays
        assertThat(finish(generate(segments(), "{\"minTokens\":3,\"banned\":[\"A\",\"B\",\"C\"]}")))
                .isEqualTo("end");
    }

    @Test
    void beamsEndWithTheirSegment() {
        var found = generate(segments(), "{\"beams\":3}");
        assertThat(text(found)).isEqualTo("AB");
        assertThat(finish(found)).isEqualTo("end");
        var words = ChainModel.file(WORDS.formatted(""), "stream", 4, 1, 2, 3);
        var spaced = generate(words, "{\"prompt\":\"tea\",\"beams\":3,\"maxTokens\":5,\"echo\":true}");
        assertThat(text(spaced)).isEqualTo("tea and. tea and.");
        assertThat(spaced.at("/choices/0/tokens").size()).isEqualTo(6);
        assertThat(spaced.at("/usage/completionTokens").asInt()).isEqualTo(5);
        var accents = bytes("stream", 256, id(0xC3), id(0xA9), id('x'));
        assertThat(text(generate(accents, "{\"prompt\":\"x\",\"beams\":4,\"maxTokens\":6}")))
                .isEqualTo("éxéx");
    }

    @Test
    void theUnknownWordCanBeBannedByItsName() {
        var model = ChainModel.file(WORDS.formatted(""), "stream", 4, 0, 2, 3);
        var request = "{\"prompt\":\".\",\"temperature\":0,\"maxTokens\":1%s}";
        assertThat(text(generate(model, request.formatted("")))).isEqualTo(" <unk>");
        assertThat(text(generate(model, request.formatted(",\"banned\":[\"<unk>\"]"))))
                .doesNotContain("<unk>");
        assertThat(text(generate(model, request.formatted(",\"logitBias\":{\"<unk>\":-100}"))))
                .doesNotContain("<unk>");
        api.post("/api/v1/models/chain/generate", request.formatted(",\"banned\":[\"coffee\"]"))
                .problem(422, "invalid");
    }

    @Test
    void wordsAreWrittenWithTheirSpaces() {
        var model = ChainModel.file(WORDS.formatted(""), "stream", 4, 1, 2, 3);
        assertThat(text(generate(model, "{\"prompt\":\"tea\",\"temperature\":0,\"maxTokens\":5,\"echo\":true}")))
                .isEqualTo("tea and. tea and.");
        assertThat(text(generate(model, "{\"prompt\":\"tea \",\"temperature\":0,\"maxTokens\":2,\"echo\":true}")))
                .isEqualTo("tea and.");
        var stopped = generate(model, "{\"prompt\":\"tea\",\"temperature\":0,\"stop\":[\". t\"]}");
        assertThat(text(stopped)).isEqualTo(" and");
        assertThat(stopped.at("/choices/0/tokens").toString()).isEqualTo("[{\"id\":2,\"text\":\"and\"}]");
    }

    @Test
    void unknownWordsAreListedSkippedOrReadAsUnknown() {
        var model = ChainModel.file(WORDS.formatted(""), "stream", 4, 0, 2, 3);
        var request = "{\"prompt\":\"tea . coffee\",\"temperature\":0,\"maxTokens\":1%s}";
        // after the unknown word comes "and", after the full stop the unknown word
        assertThat(text(generate(model, request.formatted(",\"unknownCharacters\":\"replace\""))))
                .isEqualTo(" and");
        assertThat(text(generate(model, request.formatted(",\"unknownCharacters\":\"skip\""))))
                .isEqualTo(" <unk>");
        var problem =
                api.post("/api/v1/models/chain/generate", request.formatted("")).problem(422, "unknown-characters");
        assertThat(problem.get("characters").toString()).isEqualTo("[\"coffee\"]");
    }

    @Test
    void bytesAreWrittenAsWholeCharacters() {
        // é is C3 A9, and then an x
        var model = bytes("stream", 256, id(0xC3), id(0xA9), id('x'));
        var text = generate(model, "{\"prompt\":\"x\",\"temperature\":0,\"maxTokens\":6}");
        assertThat(text(text)).isEqualTo("éxéx");
        assertThat(text.at("/choices/0/tokens").size()).isEqualTo(6);
        var cut = generate(model, "{\"prompt\":\"x\",\"temperature\":0,\"maxTokens\":4}");
        assertThat(text(cut)).isEqualTo("éx");
        assertThat(cut.at("/choices/0/tokens/3/text").asString()).isEqualTo("\uFFFD");
        assertThat(finish(cut)).isEqualTo("length");
        var stopped = generate(model, "{\"prompt\":\"x\",\"temperature\":0,\"stop\":[\"xé\"]}");
        assertThat(text(stopped)).isEqualTo("é");
        assertThat(stopped.at("/choices/0/tokens").size()).isEqualTo(2);
        var atOnce = generate(model, "{\"prompt\":\"x\",\"temperature\":0,\"stop\":[\"é\"]}");
        assertThat(text(atOnce)).isEmpty();
        assertThat(atOnce.at("/choices/0/tokens").size()).isZero();
    }

    @Test
    void bytesOfACharacterAreStreamedTogether() {
        var model = bytes("stream", 256, id(0xC3), id(0xA9), id('x'));
        api.upload("/api/v1/models", "model.safetensors", model, "chain").expect(201);
        var path = "/api/v1/models/chain/generate";
        var events = api.events(path, "{\"prompt\":\"x\",\"temperature\":0,\"maxTokens\":4}")
                .tokenEvents();
        // what is left of a character at the end has no text, but it is in the answer
        assertThat(events.stream().map(event -> event.get("text").asString())).containsExactly("é", "x", "");
        assertThat(events.stream().map(event -> event.get("tokens").size())).containsExactly(2, 1, 1);
        var stopped = api.events(path, "{\"prompt\":\"x\",\"temperature\":0,\"stop\":[\"xé\"]}");
        assertThat(stopped.tokenEvents().stream().map(event -> event.get("text").asString()))
                .containsExactly("é");
    }

    @Test
    void onlyBytesThatAreNoCharacterReadAsTheReplacementCharacter() {
        var model = bytes("sentence", 257, 256, 'a' - '!', id(0xC3));
        var text = generate(model, "{\"temperature\":0}");
        assertThat(text(text)).isEqualTo("a\uFFFD");
        assertThat(finish(text)).isEqualTo("end");
    }

    @Test
    void anyPromptIsKnownToBytes() {
        var model = bytes("stream", 256, id(0xC3), id(0xA9), id('x'));
        var prompt = "床前 🐻\\r\\n\\u0000x";
        assertThat(text(generate(model, "{\"prompt\":\"%s\",\"temperature\":0,\"maxTokens\":2}".formatted(prompt))))
                .isEqualTo("é");
    }

    @Test
    void theDescriptionSaysWhichKindItIs() {
        for (var type : new String[] {"bpe", "word", "char"}) {
            var file = switch (type) {
                case "bpe" -> bytes("sentence", 257, 1, 2, 3);
                case "word" -> ChainModel.file(WORDS.formatted(",\"endOfSegment\":4"), "sentence", 5, 1, 2, 3);
                default -> ChainModel.file(LETTERS.formatted(",\"endOfSegment\":3"), "sentence", 4, 1, 2, 3);
            };
            var model = api.upload("/api/v1/models", "model.safetensors", file, "kind")
                    .expect(201)
                    .json();
            assertThat(model.at("/tokenizer/type").asString()).isEqualTo(type);
            assertThat(model.get("segmentation").asString()).isEqualTo("sentence");
            assertThat(new String(file, StandardCharsets.UTF_8)).contains("endOfSegment");
        }
    }
}
