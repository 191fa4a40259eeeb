package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.WorkersOnThreads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts as events while they are written: together they are the text that comes in one piece. */
@ServiceTest
@Import(WorkersOnThreads.class)
class StreamApiTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Scripts with characters of one to four bytes, of several code points, and of both directions. */
    private static final String SCRIPTS = """
        床前明月光，\n疑是地上霜。\n舉頭望明月，\n低頭思故鄉。
        नमस्ते दुनिया, क्षत्रिय हिन्दी में लिखते हैं।
        שלום עולם, مرحبا بالعالم
        👩‍🚀🐻🇫🇷 one 👍🏽 two 🦆
        one\r\ntwo\r\nthree\r
        """;

    @Autowired
    private Api api;

    private String trained(String name, String text, String tokenizer) {
        if (api.get("/api/v1/models/" + name).status() == 404) {
            var corpus = api.post("/api/v1/corpora?name=test", "text/plain", text.getBytes(StandardCharsets.UTF_8))
                    .expect(201)
                    .json()
                    .get("id")
                    .asString();
            var request = Api.small(corpus, name, 3).replaceFirst("\\{", "{\"tokenizer\":" + tokenizer + ",");
            assertThat(api.await(api.submit(request), "succeeded", "failed")
                            .get("status")
                            .asString())
                    .isEqualTo("succeeded");
        }
        return "/api/v1/models/" + name + "/generate";
    }

    private String writer() {
        return trained("streamer", Texts.rhyme(600), "{\"type\":\"char\"}");
    }

    private JsonNode whole(String path, String request) {
        return api.post(path, request).expect(200).json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"char", "bpe"})
    void whatIsStreamedIsWhatComesInOnePiece(String tokenizer) {
        var path = trained("of-" + tokenizer, SCRIPTS.repeat(40), "{\"type\":\"%s\"}".formatted(tokenizer));
        for (var prompt : List.of("床前", "नम", "שלום", "مر", "👩‍🚀", "one\r\n", "")) {
            for (var temperature : List.of("0", "0.5", "1")) {
                var request = "{\"prompt\":%s,\"maxTokens\":150,\"temperature\":%s,\"seed\":3,\"n\":2,\"echo\":true}"
                        .formatted(JSON.writeValueAsString(prompt), temperature);
                var expected = whole(path, request);
                var events = api.events(path, request);
                assertThat(events.choices()).isEqualTo(expected.get("choices"));
                assertThat(events.done().get("usage")).isEqualTo(expected.get("usage"));
                for (var event : events.tokenEvents()) {
                    assertIsWhole(event.get("text").asString());
                }
            }
        }
    }

    private static void assertIsWhole(String text) {
        assertThat(text.codePoints()).noneMatch(c -> c == 0xFFFD || Character.getType(c) == Character.SURROGATE);
    }

    @Test
    void everyTokenIsAnEventOfItsOwn() {
        var request = "{\"prompt\":\"one\",\"maxTokens\":50,\"temperature\":1,\"seed\":3,\"n\":3,\"logprobs\":2}";
        var events = api.events(writer(), request);
        assertThat(events.tokenEvents()).hasSize(150).allSatisfy(event -> {
            assertThat(event.get("tokens").size()).isEqualTo(1);
            assertThat(event.at("/tokens/0/text")).isEqualTo(event.get("text"));
            assertThat(event.at("/tokens/0/topLogprobs").size()).isEqualTo(2);
        });
        assertThat(events.tokenEvents().stream()
                        .limit(6)
                        .map(event -> event.get("index").asInt()))
                .containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(events.choices()).isEqualTo(whole(writer(), request).get("choices"));
    }

    @Test
    void theEndSaysWhatGivesTheTextAgain() {
        var events = api.events(writer(), "{\"prompt\":\"one\",\"maxTokens\":80,\"temperature\":1}");
        var done = events.done();
        assertThat(done.at("/usage/promptTokens").asInt()).isEqualTo(3);
        assertThat(done.at("/usage/completionTokens").asInt()).isEqualTo(80);
        assertThat(done.at("/choices/0/finishReason").asString()).isEqualTo("length");
        assertThat(done.get("timing").has("tokensPerSecond")).isTrue();
        assertThat(done.get("id").asString()).isNotBlank();
        var again = whole(
                writer(),
                "{\"prompt\":\"one\",\"maxTokens\":80,\"temperature\":1,\"seed\":%s}".formatted(done.get("seed")));
        assertThat(events.choices()).isEqualTo(again.get("choices"));
        assertThat(done.get("modelId")).isEqualTo(again.get("modelId"));
    }

    /** Every stop string that the text offers, of one to four characters: some begin again and again before one is whole. */
    @Test
    void noPartOfAStopStringIsEverShown() {
        var free = whole(writer(), "{\"prompt\":\"one\",\"maxTokens\":120,\"temperature\":1,\"seed\":9}")
                .at("/choices/0/text")
                .asString();
        for (int length = 1; length <= 4; length++) {
            var stop = free.substring(60, 60 + length);
            var request =
                    "{\"prompt\":\"one\",\"maxTokens\":120,\"temperature\":1,\"seed\":9,\"echo\":true,\"stop\":[%s,\"§\"]}"
                            .formatted(JSON.writeValueAsString(stop));
            var events = api.events(writer(), request);
            assertThat(events.choices()).isEqualTo(whole(writer(), request).get("choices"));
            assertThat(events.choices().at("/0/text").asString())
                    .isEqualTo("one" + free.substring(0, free.indexOf(stop)));
            assertThat(events.done().at("/choices/0/finishReason").asString()).isEqualTo("stop");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"beams\":4", "\"bestOf\":5,\"temperature\":1,\"seed\":2"})
    void textsThatAreRankedComeWhenTheyAreKnown(String ranked) {
        var request = "{\"prompt\":\"one\",\"maxTokens\":30,\"n\":2,\"echo\":true,\"logprobs\":1,%s}".formatted(ranked);
        assertThat(api.events(writer(), request).choices())
                .isEqualTo(whole(writer(), request).get("choices"));
    }

    @Test
    void whatIsNotPossibleIsAnsweredBeforeTheStream() {
        api.send(api.streaming(writer(), "{\"maxTokens\":100000}")).problem(422, "invalid");
        api.send(api.streaming(writer(), "{\"prompt\":\"→\"}")).problem(422, "unknown-characters");
        api.send(api.streaming(writer(), "{\"prompt\":")).problem(400, "malformed-request");
        api.send(api.streaming("/api/v1/models/nobody/generate", "{}")).problem(404, "not-found");
        assertThat(api.send(api.streaming(writer(), "{\"maxTokens\":3}").setHeader("Accept", "*/*"))
                        .expect(200)
                        .contentType())
                .isEqualTo("application/json");
    }

    /** 64 at once: some in one piece, some as events, some that go away half-way; one text. */
    @Test
    void whateverTheOthersDoATextIsTheSame() {
        var request = "{\"prompt\":\"two\",\"maxTokens\":400,\"temperature\":1,\"seed\":11,\"n\":2}";
        var path = writer();
        var alone = whole(path, request).get("choices");
        var all = new ArrayList<CompletableFuture<JsonNode>>();
        for (int i = 0; i < 64; i++) {
            Supplier<JsonNode> one = switch (i % 4) {
                case 0 -> () -> whole(path, request).get("choices");
                case 1, 2 -> () -> api.events(path, request).choices();
                default ->
                    () -> {
                        api.vanish(api.streaming(path, request), 20_000);
                        return alone;
                    };
            };
            all.add(CompletableFuture.supplyAsync(
                    one, task -> Thread.ofVirtual().start(task)));
        }
        all.forEach(one -> assertThat(one.join()).isEqualTo(alone));
        assertThat(whole(path, request).get("choices")).isEqualTo(alone);
    }

    @Test
    void aModelThatIsDeletedWhileItWritesEndsCleanly() {
        var corpus = api.corpus(Texts.rhyme(200));
        api.train(corpus, "short-lived");
        var path = "/api/v1/models/short-lived/generate";
        var request = "{\"prompt\":\"two\",\"maxTokens\":2000,\"temperature\":1,\"seed\":11}";
        var alone = whole(path, request).get("choices");
        var all = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> api.post(path, request),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        api.delete("/api/v1/models/short-lived").expect(204);
        for (var one : all) {
            var answer = one.join();
            if (answer.status() == 200) {
                assertThat(answer.json().get("choices")).isEqualTo(alone);
            } else {
                answer.problem(404, "not-found");
            }
        }
        api.post(path, request).problem(404, "not-found");
    }

    @Test
    void aModelSaysWhetherItIsInMemory() {
        api.train(api.corpus(Texts.rhyme(200)), "measured");
        var before = api.get("/api/v1/models/measured").expect(200).json();
        assertThat(before.get("loaded").asBoolean()).isFalse();
        assertThat(before.get("loadedBytes").asLong()).isZero();
        whole("/api/v1/models/measured/generate", "{\"maxTokens\":3}");
        var one = api.get("/api/v1/models/measured").expect(200).json();
        assertThat(one.get("loaded").asBoolean()).isTrue();
        assertThat(one.get("loadedBytes").asLong())
                .isGreaterThan(4 * one.get("parameters").asLong());
        whole("/api/v1/models/measured/generate", "{\"maxTokens\":3,\"n\":16}");
        var many = api.get("/api/v1/models/measured").expect(200).json();
        assertThat(many.get("loadedBytes").asLong())
                .isGreaterThan(one.get("loadedBytes").asLong());
        assertThat(StreamSupport.stream(
                        api.get("/api/v1/models?limit=100")
                                .expect(200)
                                .json()
                                .get("items")
                                .spliterator(),
                        false))
                .contains(many);
    }
}
