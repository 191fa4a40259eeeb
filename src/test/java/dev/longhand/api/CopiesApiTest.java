package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.WorkersOnThreads;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Import(WorkersOnThreads.class)
class CopiesApiTest {
    private static final String TEXT = Texts.rhyme(600);

    @Autowired
    private Api api;

    private String corpus(String model) {
        var corpus = api.corpus(TEXT + "for " + model);
        api.train(corpus, model);
        return corpus;
    }

    private Api.Answer generate(String model, String fields) {
        return api.post(
                "/api/v1/models/%s/generate".formatted(model),
                "{\"prompt\":\"one\",\"maxTokens\":120,\"temperature\":1,\"seed\":5,%s}".formatted(fields));
    }

    private static void checkCopy(JsonNode choice, String corpus) {
        var copy = choice.get("copy");
        var text = copy.get("text").asString();
        assertThat(text).hasSize(copy.get("length").asInt()).isNotEmpty();
        assertThat(choice.get("text").asString()).contains(text);
        assertThat(corpus.substring(copy.get("position").asInt())).startsWith(text);
    }

    @Test
    void saysWhatEachChoiceHasCopiedAndWritesTheSameText() {
        corpus("copier");
        var plain = generate("copier", "\"n\":3").expect(200).json();
        assertThat(plain.has("copies")).isFalse();
        assertThat(plain.at("/choices/0").has("copy")).isFalse();

        var checked =
                generate("copier", "\"n\":3,\"checkCopies\":true").expect(200).json();
        assertThat(checked.at("/copies/available").asBoolean()).isTrue();
        for (int i = 0; i < 3; i++) {
            var choice = checked.get("choices").get(i);
            assertThat(choice.get("text")).isEqualTo(plain.get("choices").get(i).get("text"));
            checkCopy(choice, TEXT + "for copier");
            assertThat(choice.get("copy").has("tries")).isFalse();
        }
        // the prompt is not what the model has written
        var echoed = generate("copier", "\"n\":3,\"checkCopies\":true,\"echo\":true")
                .expect(200)
                .json();
        assertThat(echoed.at("/choices/1/copy")).isEqualTo(checked.at("/choices/1/copy"));
        var beams = api.post("/api/v1/models/copier/generate", "{\"beams\":2,\"maxTokens\":20,\"checkCopies\":true}");
        checkCopy(beams.expect(200).json().at("/choices/0"), TEXT + "for copier");
    }

    @Test
    void writesAgainWhatHasCopiedTooMuch() {
        corpus("avoider");
        var first =
                generate("avoider", "\"n\":4,\"checkCopies\":true").expect(200).json();
        var lengths = first.get("choices")
                .valueStream()
                .mapToInt(choice -> choice.at("/copy/length").asInt())
                .sorted()
                .toArray();
        assertThat(lengths[3]).isGreaterThan(1);
        int limit = lengths[3] - 1;
        var kept =
                generate("avoider", "\"n\":4,\"maxCopy\":" + limit).expect(200).json();
        int triedAgain = 0;
        for (int i = 0; i < 4; i++) {
            var choice = kept.get("choices").get(i);
            var copy = choice.get("copy");
            int before = first.get("choices").get(i).at("/copy/length").asInt();
            assertThat(choice.get("index").asInt()).isEqualTo(i);
            assertThat(copy.get("limitMet").asBoolean())
                    .isEqualTo(copy.get("length").asInt() <= limit);
            assertThat(copy.get("length").asInt()).isLessThanOrEqualTo(before);
            assertThat(copy.get("tries").asInt() > 1).isEqualTo(before > limit);
            checkCopy(choice, TEXT + "for avoider");
            triedAgain += copy.get("tries").asInt() > 1 ? 1 : 0;
            assertThat(copy.has("seed"))
                    .isEqualTo(!choice.get("text")
                            .equals(first.get("choices").get(i).get("text")));
            if (copy.has("seed")) {
                var alone = api.post(
                                "/api/v1/models/avoider/generate",
                                "{\"prompt\":\"one\",\"maxTokens\":120,\"temperature\":1,\"seed\":%d}"
                                        .formatted(copy.get("seed").asLong()))
                        .expect(200)
                        .json();
                assertThat(alone.at("/choices/0/text")).isEqualTo(choice.get("text"));
            }
        }
        assertThat(triedAgain).isPositive();
        assertThat(kept.at("/usage/completionTokens").asInt()).isEqualTo(480);
        assertThat(generate("avoider", "\"n\":4,\"maxCopy\":" + limit)
                        .expect(200)
                        .json()
                        .get("choices"))
                .isEqualTo(kept.get("choices"));
    }

    @Test
    void saysHonestlyThatEveryTryHasCopiedMore() {
        corpus("parrot");
        var copy = generate("parrot", "\"maxCopy\":1").expect(200).json().at("/choices/0/copy");
        assertThat(copy.get("limitMet").asBoolean()).isFalse();
        assertThat(copy.get("tries").asInt()).isEqualTo(8);
        assertThat(api.get("/api/v1/limits").expect(200).text())
                .contains("longhand.generation.copies.max-tries", "longhand.corpora.max-indexed");
    }

    @Test
    void saysWhyThereIsNothingToLookInto() {
        api.delete("/api/v1/corpora/" + corpus("orphan")).expect(204);
        var checked = generate("orphan", "\"checkCopies\":true").expect(200).json();
        assertThat(checked.at("/copies/available").asBoolean()).isFalse();
        assertThat(checked.at("/copies/reason").asString()).startsWith("No corpus here has the SHA-256 ");
        assertThat(checked.at("/choices/0").has("copy")).isFalse();
        var problem = generate("orphan", "\"maxCopy\":40").problem(422, "invalid");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/maxCopy");
        assertThat(problem.at("/errors/0/detail").asString()).contains("No corpus here has the SHA-256 ");

        var chain = ChainModel.file("{\"type\":\"char\",\"vocabulary\":[\"a\",\"b\",\"c\"]}", "stream", 3, 0, 1, 2);
        api.upload("/api/v1/models", "chain", chain, "chain-of-nobody").expect(201);
        var imported = api.post("/api/v1/models/chain-of-nobody/generate", "{\"maxTokens\":9,\"checkCopies\":true}")
                .expect(200)
                .json();
        assertThat(imported.at("/copies/reason").asString())
                .isEqualTo("The model does not say which text it was trained on.");
    }

    @Test
    void refusesWhatMakesNoSense() {
        corpus("strict");
        for (var with : new String[] {"\"beams\":2", "\"n\":1,\"bestOf\":2", "\"temperature\":0"}) {
            var problem = api.post("/api/v1/models/strict/generate", "{\"maxCopy\":40,%s}".formatted(with))
                    .problem(422, "invalid");
            assertThat(problem.at("/errors")
                            .valueStream()
                            .map(error -> error.get("pointer").asString()))
                    .as(with)
                    .containsExactly("/maxCopy");
        }
        generate("strict", "\"maxCopy\":0").problem(422, "invalid");
        var stream = api.send(api.request("/api/v1/models/strict/generate")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream, application/problem+json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"maxCopy\":40}")));
        assertThat(stream.status()).isEqualTo(422);
        var told = api.send(api.request("/api/v1/models/strict/generate")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"maxTokens\":20,\"checkCopies\":true}")));
        assertThat(told.expect(200).text()).contains("\"copies\":{\"available\":true}", "\"copy\":{\"length\":");
    }
}
