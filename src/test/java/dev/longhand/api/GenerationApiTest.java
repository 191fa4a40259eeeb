package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.WorkersOnThreads;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Import(WorkersOnThreads.class)
class GenerationApiTest {
    @Autowired
    private Api api;

    @BeforeEach
    void oneModelForAll() {
        if (api.get("/api/v1/models/writer").status() == 404) {
            api.train(api.corpus(Texts.rhyme(600)), "writer");
        }
    }

    private Api.Answer generate(String json) {
        return api.post("/api/v1/models/writer/generate", json);
    }

    private JsonNode text(String json) {
        return generate(json).expect(200).json();
    }

    @Test
    void theSameSeedGivesTheSameTextAndAnotherOneAnother() {
        var request = "{\"prompt\":\"one\",\"maxTokens\":100,\"temperature\":1,\"seed\":%d}";
        assertThat(text(request.formatted(3)).get("choices"))
                .isEqualTo(text(request.formatted(3)).get("choices"));
        assertThat(text(request.formatted(3)).get("choices"))
                .isNotEqualTo(text(request.formatted(4)).get("choices"));
    }

    @Test
    void aSeedThatWasDrawnIsReturnedAndGivesTheTextAgain() {
        var drawn = text("{\"prompt\":\"one\",\"maxTokens\":80,\"temperature\":1}");
        var again = text("{\"prompt\":\"one\",\"maxTokens\":80,\"temperature\":1,\"seed\":%d}"
                .formatted(drawn.get("seed").asLong()));
        assertThat(again.get("choices")).isEqualTo(drawn.get("choices"));
        assertThat(text("{\"prompt\":\"one\"}").get("seed"))
                .isNotEqualTo(text("{\"prompt\":\"one\"}").get("seed"));
    }

    @Test
    void manyAtOnceGetWhatOneAloneGets() {
        var request = "{\"prompt\":\"two\",\"maxTokens\":150,\"temperature\":1,\"seed\":11,\"n\":2}";
        var alone = text(request).get("choices");
        var all = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> text(request)))
                .toList();
        for (var one : all) {
            assertThat(one.join().get("choices")).isEqualTo(alone);
        }
    }

    @Test
    void everyChoiceIsItsOwnAndTheFirstDoesNotDependOnTheirNumber() {
        var one = text("{\"prompt\":\"one\",\"maxTokens\":60,\"temperature\":1,\"seed\":3}");
        var five = text("{\"prompt\":\"one\",\"maxTokens\":60,\"temperature\":1,\"seed\":3,\"n\":5}");
        assertThat(five.get("choices").size()).isEqualTo(5);
        assertThat(five.at("/choices/0")).isEqualTo(one.at("/choices/0"));
        assertThat(five.at("/choices/1/text")).isNotEqualTo(five.at("/choices/0/text"));
        assertThat(five.at("/choices/4/index").asInt()).isEqualTo(4);
        assertThat(five.at("/usage/completionTokens").asInt()).isEqualTo(300);
        assertThat(five.at("/usage/promptTokens").asInt()).isEqualTo(3);
    }

    @Test
    void greedyNeedsNoSeed() {
        var request = "{\"prompt\":\"one, two \",\"maxTokens\":40,\"temperature\":0}";
        assertThat(text(request).get("choices")).isEqualTo(text(request).get("choices"));
        assertThat(text("{\"prompt\":\"one, two \",\"maxTokens\":40,\"topK\":1,\"temperature\":2}")
                        .get("choices"))
                .isEqualTo(text(request).get("choices"));
    }

    @Test
    void aStopStringEndsTheTextAndIsNotPartOfIt() {
        var free = text("{\"prompt\":\"one\",\"maxTokens\":120,\"temperature\":1,\"seed\":9}")
                .at("/choices/0/text")
                .asString();
        var stop = free.substring(50, 53);
        var stopped = text("{\"prompt\":\"one\",\"maxTokens\":120,\"temperature\":1,\"seed\":9,\"stop\":[\"§\",\"%s\"]}"
                        .formatted(stop.replace("\n", "\\n")))
                .at("/choices/0");
        assertThat(stopped.get("text").asString()).isEqualTo(free.substring(0, free.indexOf(stop)));
        assertThat(stopped.get("finishReason").asString()).isEqualTo("stop");
        assertThat(stopped.get("tokens").size()).isEqualTo(free.indexOf(stop));
    }

    @Test
    void echoPutsThePromptBeforeTheText() {
        var request = "{\"prompt\":\"one\",\"maxTokens\":5,\"seed\":9,\"echo\":%s}";
        assertThat(text(request.formatted(true)).at("/choices/0/text").asString())
                .isEqualTo("one"
                        + text(request.formatted(false)).at("/choices/0/text").asString());
    }

    @Test
    void unknownCharactersAreListedSkippedOrReplaced() {
        var request = "{\"prompt\":\"one→two 🐻\",\"maxTokens\":20,\"seed\":1%s}";
        var problem = generate(request.formatted("")).problem(422, "unknown-characters");
        assertThat(problem.get("characters").toString()).isEqualTo("[\"→\",\"🐻\"]");
        var skipped = text(request.formatted(",\"unknownCharacters\":\"skip\""));
        assertThat(skipped.get("choices"))
                .isEqualTo(text("{\"prompt\":\"onetwo \",\"maxTokens\":20,\"seed\":1}")
                        .get("choices"));
        var replaced = text(request.formatted(",\"unknownCharacters\":\"replace\""));
        assertThat(replaced.get("choices"))
                .isEqualTo(text("{\"prompt\":\"one two  \",\"maxTokens\":20,\"seed\":1}")
                        .get("choices"));
    }

    @Test
    void anEmptyPromptBeginsLikeANewLine() {
        assertThat(text("{\"maxTokens\":20,\"seed\":1}").get("choices"))
                .isEqualTo(
                        text("{\"prompt\":\"\\n\",\"maxTokens\":20,\"seed\":1}").get("choices"));
    }

    @Test
    void theLimitsAreNamed() {
        assertThat(generate("{\"maxTokens\":2001,\"n\":17}")
                        .problem(422, "invalid")
                        .get("errors")
                        .toString())
                .contains("/maxTokens", "at most 2000", "/n", "at most 16");
        assertThat(generate("{\"prompt\":\"%s\"}".formatted("a".repeat(1001)))
                        .problem(422, "invalid")
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/prompt");
        var limits = api.get("/api/v1/limits").expect(200).json();
        assertThat(limits.get("longhand.generation.max-tokens").asInt()).isEqualTo(2000);
        assertThat(limits.get("longhand.corpora.max-size").asInt()).isEqualTo(300 * 1024);
    }

    @Test
    void writesWholeCharactersOfAnyScript() {
        var poem = "床前明月光，\n疑是地上霜。\n舉頭望明月，\n低頭思故鄉。\n🐻\n";
        api.train(api.corpus(poem.repeat(20)), "poet");
        var text = api.post("/api/v1/models/poet/generate", "{\"prompt\":\"床前\",\"maxTokens\":200,\"temperature\":1}")
                .expect(200)
                .json()
                .at("/choices/0/text")
                .asString();
        assertThat(text.codePointCount(0, text.length())).isEqualTo(200);
        assertThat(text.codePoints()).allMatch(codePoint -> poem.indexOf(codePoint) >= 0);
    }
}
