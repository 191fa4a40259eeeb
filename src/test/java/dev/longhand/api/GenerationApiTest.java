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

    @Test
    void oneTokenAmongManyHasTheLogProbabilitiesOfTheModel() {
        var choice = text("{\"prompt\":\"one\",\"maxTokens\":20,\"temperature\":2,\"seed\":3,\"logprobs\":20}")
                .at("/choices/0");
        for (var token : choice.get("tokens")) {
            double sum = 0;
            double last = 0;
            assertThat(token.get("topLogprobs").size()).isBetween(2, 20);
            for (var alternative : token.get("topLogprobs")) {
                assertThat(alternative.get("logprob").asDouble()).isLessThanOrEqualTo(last);
                last = alternative.get("logprob").asDouble();
                sum += Math.exp(last);
                if (alternative.get("id").equals(token.get("id"))) {
                    assertThat(alternative.get("logprob")).isEqualTo(token.get("logprob"));
                }
            }
            assertThat(sum).isLessThan(1 + 1e-9);
        }
        // what is reported does not change what is written
        assertThat(text("{\"prompt\":\"one\",\"maxTokens\":20,\"temperature\":2,\"seed\":3}")
                        .at("/choices/0/text"))
                .isEqualTo(choice.get("text"));
    }

    @Test
    void whatIsBannedIsNeverWritten() {
        var request = "{\"prompt\":\"one\",\"maxTokens\":300,\"temperature\":1.5,\"seed\":3%s}";
        var free = text(request.formatted("")).at("/choices/0/text").asString();
        assertThat(free).contains("e", "tw");
        var text = text(request.formatted(",\"banned\":[\"e\",\"tw\"]"))
                .at("/choices/0/text")
                .asString();
        assertThat(text).doesNotContain("e", "tw").contains("t", "w");
    }

    @Test
    void aBiasDecides() {
        assertThat(text("{\"prompt\":\"one\",\"maxTokens\":5,\"temperature\":0,\"logitBias\":{\"w\":100}}")
                        .at("/choices/0/text")
                        .asString())
                .isEqualTo("wwwww");
        var problem = generate("{\"logitBias\":{\"w\":1,\"wo\":2,\"a/~→\":3}}").problem(422, "invalid");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/logitBias/wo");
        assertThat(problem.at("/errors/1/pointer").asString()).isEqualTo("/logitBias/a~1~0→");
        assertThat(generate("{\"banned\":[\"e\",\"→\"]}")
                        .problem(422, "invalid")
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/banned/1");
        assertThat(generate("{\"logitBias\":{\"w\":101}}")
                        .problem(422, "invalid")
                        .toString())
                .contains("/logitBias/w");
        assertThat(generate("{\"logitBias\":{\"w\":1e999}}")
                        .problem(422, "invalid")
                        .toString())
                .contains("/logitBias/w");
        assertThat(generate("{\"logitBias\":{\"w\":null}}")
                        .problem(422, "invalid")
                        .toString())
                .contains("/logitBias/w");
    }

    @Test
    void noTokensInARowComeTwice() {
        var text = text("{\"prompt\":\"one\",\"maxTokens\":60,\"temperature\":0,\"noRepeatNgram\":3,\"echo\":true}")
                .at("/choices/0/text")
                .asString();
        assertThat(IntStream.range(0, text.length() - 2).mapToObj(i -> text.substring(i, i + 3)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aRequestThatForbidsEverythingStillWrites() {
        assertThat(text("{\"prompt\":\"one\",\"maxTokens\":200,\"temperature\":1,\"noRepeatNgram\":1}")
                        .at("/choices/0/tokens")
                        .size())
                .isEqualTo(200);
        assertThat(
                        text("{\"prompt\":\"one\",\"maxTokens\":200,\"temperature\":0.001,\"topK\":1,\"topP\":1e-9,\"minP\":1,"
                            + "\"typicalP\":1e-9,\"repetitionPenalty\":10}")
                                .at("/choices/0/tokens")
                                .size())
                .isEqualTo(200);
    }

    @Test
    void theBestOfManyIsTheMostProbableOnAverage() {
        var request = "{\"prompt\":\"one\",\"maxTokens\":40,\"temperature\":1,\"seed\":3,\"logprobs\":1%s}";
        var many = text(request.formatted(",\"n\":6")).get("choices");
        var best = text(request.formatted(",\"n\":2,\"bestOf\":6")).get("choices");
        assertThat(best.size()).isEqualTo(2);
        assertThat(best.at("/1/index").asInt()).isEqualTo(1);
        var means = new java.util.TreeMap<Double, String>();
        many.forEach(choice -> means.put(-mean(choice), choice.get("text").asString()));
        assertThat(best.at("/0/text").asString())
                .isEqualTo(means.pollFirstEntry().getValue());
        assertThat(best.at("/1/text").asString())
                .isEqualTo(means.pollFirstEntry().getValue());
    }

    private static double mean(JsonNode choice) {
        double sum = 0;
        for (var token : choice.get("tokens")) {
            sum += token.get("logprob").asDouble();
        }
        return sum / choice.get("tokens").size();
    }

    @Test
    void beamsAreNoLessProbableThanGreedyAndDrawNothing() {
        var beams = "{\"prompt\":\"one, two \",\"maxTokens\":40,\"logprobs\":1,\"beams\":%d,\"n\":%d}";
        var greedy = text("{\"prompt\":\"one, two \",\"maxTokens\":40,\"logprobs\":1,\"temperature\":0}")
                .get("choices");
        assertThat(text(beams.formatted(1, 1)).get("choices")).isEqualTo(greedy);
        var four = text(beams.formatted(4, 3)).get("choices");
        assertThat(text(beams.formatted(4, 3)).get("choices")).isEqualTo(four);
        assertThat(mean(four.get(0))).isGreaterThanOrEqualTo(mean(greedy.get(0)));
        assertThat(mean(four.get(0))).isGreaterThanOrEqualTo(mean(four.get(1)));
        assertThat(four.at("/2/finishReason").asString()).isEqualTo("length");
        var stopped =
                text("{\"prompt\":\"one, two \",\"maxTokens\":40,\"beams\":4,\"banned\":[\"w\"],\"stop\":[\"e\"]}")
                        .at("/choices/0");
        assertThat(stopped.get("finishReason").asString()).isEqualTo("stop");
        assertThat(stopped.get("text").asString()).doesNotContain("e", "w");
    }

    @Test
    void contradictionsAreNamed() {
        record Case(String request, String... pointers) {}
        for (var one : java.util.List.of(
                new Case(
                        "{\"beams\":2,\"n\":3,\"bestOf\":3,\"temperature\":0.5,\"topK\":1,\"topP\":0.5,\"minP\":0.1,\"typicalP\":0.5}",
                        "/beams",
                        "/bestOf",
                        "/temperature",
                        "/topK",
                        "/topP",
                        "/minP",
                        "/typicalP"),
                new Case("{\"n\":3,\"bestOf\":2}", "/bestOf"),
                new Case("{\"bestOf\":2,\"temperature\":0}", "/bestOf"),
                new Case("{\"bestOf\":17,\"beams\":17}", "/bestOf", "/beams", "/bestOf"),
                new Case("{\"maxTokens\":5,\"minTokens\":6}", "/minTokens"),
                new Case("{\"penaltyWindow\":0,\"presencePenalty\":1}", "/penaltyWindow"),
                new Case("{\"stop\":[\"a\",\"\\ud83d\"]}", "/stop/1"),
                new Case("{\"maxTokens\":2000,\"n\":16,\"logprobs\":20}", "/logprobs"),
                new Case("{\"logprobs\":21,\"noRepeatNgram\":21}", "/logprobs", "/noRepeatNgram"),
                new Case(
                        "{\"minP\":1.1,\"repetitionPenalty\":0,\"typicalP\":0}",
                        "/minP",
                        "/repetitionPenalty",
                        "/typicalP"),
                new Case(
                        "{\"frequencyPenalty\":-2.1,\"presencePenalty\":2.1}",
                        "/frequencyPenalty",
                        "/presencePenalty"))) {
            var errors = generate(one.request).problem(422, "invalid").get("errors");
            assertThat(java.util.stream.StreamSupport.stream(errors.spliterator(), false)
                            .map(error -> error.get("pointer").asString()))
                    .as(one.request)
                    .containsExactly(one.pointers);
        }
    }
}
