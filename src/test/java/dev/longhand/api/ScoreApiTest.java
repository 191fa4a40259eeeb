package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.training.WorkersOnThreads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How probable a text is: the numbers that generation reports, to the last bit. */
@ServiceTest
@Import(WorkersOnThreads.class)
class ScoreApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LETTERS = "{\"type\":\"char\",\"vocabulary\":[\"A\",\"B\",\"C\"]%s}";
    private static final String WORDS = "{\"type\":\"word\",\"vocabulary\":[\"<unk>\",\"tea\",\"and\",\".\"]}";

    @Autowired
    private Api api;

    private String writer() {
        if (api.get("/api/v1/models/scored").status() == 404) {
            api.train(api.corpus(Texts.rhyme(600)), "scored");
        }
        return "scored";
    }

    private String imported(byte[] model) {
        api.upload("/api/v1/models", "model.safetensors", model, "judge").expect(201);
        return "judge";
    }

    private JsonNode score(String model, String text) {
        return api.post("/api/v1/models/" + model + "/score", "{\"text\":%s}".formatted(JSON.writeValueAsString(text)))
                .expect(200)
                .json();
    }

    private JsonNode choice(String model, String request) {
        return api.post("/api/v1/models/" + model + "/generate", request)
                .expect(200)
                .json()
                .at("/choices/0");
    }

    private static List<Double> logprobs(JsonNode tokens) {
        return StreamSupport.stream(tokens.spliterator(), false)
                .map(token -> token.get("logprob").asDouble())
                .toList();
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).reduce(0, Double::sum);
    }

    @Test
    void aTextScoresWhatItsGenerationReported() {
        var request =
                "{\"prompt\":\"one\",\"maxTokens\":120,\"temperature\":1.2,\"topP\":0.9,\"seed\":5,\"logprobs\":1,"
                        + "\"repetitionPenalty\":1.3,\"logitBias\":{\"e\":1},\"n\":3,\"echo\":%s}";
        var written = choice(writer(), request.formatted(false));
        var scored = score(writer(), "one" + written.get("text").asString());
        assertThat(scored.get("tokens").asInt()).isEqualTo(123);
        assertThat(logprobs(scored.get("perToken")).subList(3, 123)).isEqualTo(logprobs(written.get("tokens")));
        var echoed = choice(writer(), request.formatted(true));
        assertThat(logprobs(scored.get("perToken"))).isEqualTo(logprobs(echoed.get("tokens")));
        assertThat(scored.get("logLikelihood").asDouble()).isEqualTo(sum(logprobs(echoed.get("tokens"))));
        assertThat(scored.at("/perToken/0/token").asString()).isEqualTo("o");
    }

    @Test
    void theMeasuresFollowFromTheSum() {
        var scored = score(writer(), "one, two");
        double sum = sum(logprobs(scored.get("perToken")));
        assertThat(scored.get("logLikelihood").asDouble()).isEqualTo(sum).isNegative();
        assertThat(scored.get("perplexity").asDouble()).isCloseTo(Math.exp(-sum / 8), within(1e-9));
        assertThat(scored.get("bitsPerCharacter").asDouble()).isCloseTo(-sum / 8 / Math.log(2), within(1e-9));
    }

    @Test
    void theFirstTokenIsScoredAsAfterAnEmptyPrompt() {
        var first = choice(writer(), "{\"maxTokens\":1,\"temperature\":0,\"logprobs\":1}")
                .at("/tokens/0");
        assertThat(score(writer(), first.get("text").asString())
                        .get("logLikelihood")
                        .asDouble())
                .isEqualTo(first.get("logprob").asDouble());
    }

    @Test
    void aSegmentIsScoredFromItsBeginning() {
        var model = imported(ChainModel.file(LETTERS.formatted(",\"endOfSegment\":3"), "line", 4, 3, 0, 1));
        var written = choice(model, "{\"temperature\":0,\"logprobs\":2}");
        assertThat(written.get("text").asString()).isEqualTo("AB");
        assertThat(logprobs(score(model, "AB").get("perToken"))).isEqualTo(logprobs(written.get("tokens")));
    }

    @Test
    void charactersAreCountedWhateverTheTokensAre() {
        var model = imported(ChainModel.file(WORDS, "stream", 4, 1, 2, 3));
        var scored = score(model, "tea and. ");
        assertThat(scored.get("tokens").asInt()).isEqualTo(3);
        assertThat(scored.get("bitsPerCharacter").asDouble())
                .isCloseTo(-scored.get("logLikelihood").asDouble() / Math.log(2) / 9, within(1e-12));
    }

    @Test
    void unknownCharactersAreListedSkippedOrReplaced() {
        var path = "/api/v1/models/" + writer() + "/score";
        var request = "{\"text\":\"one→two 🐻\"%s}";
        var problem = api.post(path, request.formatted("")).problem(422, "unknown-characters");
        assertThat(problem.get("characters").toString()).isEqualTo("[\"→\",\"🐻\"]");
        assertThat(problem.get("detail").asString()).startsWith("/text");
        var skipped = api.post(path, request.formatted(",\"unknownCharacters\":\"skip\""))
                .expect(200)
                .json();
        assertThat(skipped.get("perToken")).isEqualTo(score(writer(), "onetwo ").get("perToken"));
        var replaced = api.post(path, request.formatted(",\"unknownCharacters\":\"replace\""))
                .expect(200)
                .json();
        assertThat(replaced.get("perToken"))
                .isEqualTo(score(writer(), "one two  ").get("perToken"));
        assertThat(api.post(path, "{\"text\":\"→\",\"unknownCharacters\":\"skip\"}")
                        .problem(422, "invalid")
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/text");
    }

    @Test
    void aTextMustBeThereAndNotTooLong() {
        var path = "/api/v1/models/" + writer() + "/score";
        for (var body : List.of("{}", "{\"text\":\"\"}", "{\"text\":\"%s\"}".formatted("a".repeat(5001)))) {
            assertThat(api.post(path, body)
                            .problem(422, "invalid")
                            .at("/errors/0/pointer")
                            .asString())
                    .isEqualTo("/text");
        }
        assertThat(score(writer(), "o".repeat(5000)).get("tokens").asInt()).isEqualTo(5000);
        api.post("/api/v1/models/nobody/score", "{\"text\":\"a\"}").problem(404, "not-found");
        assertThat(api.get("/api/v1/limits")
                        .expect(200)
                        .json()
                        .get("longhand.generation.max-score-characters")
                        .asInt())
                .isEqualTo(5000);
    }

    /** With as many beams as there are texts but for their last letter, beam search forgets none. */
    @Test
    void beamsFindTheMostProbableTexts() {
        var model = imported(ChainModel.file(LETTERS.formatted(""), "stream", 3, 0, 1, 2));
        var found = api.post(
                        "/api/v1/models/" + model + "/generate",
                        "{\"prompt\":\"AC\",\"maxTokens\":3,\"beams\":9,\"n\":9,\"logprobs\":1}")
                .expect(200)
                .json()
                .get("choices");
        record Text(String text, double sum) {}
        var all = new ArrayList<Text>();
        for (int i = 0; i < 27; i++) {
            var text = "" + "ABC".charAt(i / 9) + "ABC".charAt(i / 3 % 3) + "ABC".charAt(i % 3);
            all.add(new Text(
                    text,
                    sum(logprobs(score(model, "AC" + text).get("perToken")).subList(2, 5))));
        }
        all.sort(Comparator.comparingDouble(Text::sum).reversed());
        for (int i = 0; i < 9; i++) {
            var choice = found.get(i);
            var text = choice.get("text").asString();
            double sum = sum(logprobs(choice.get("tokens")));
            assertThat(sum).isCloseTo(all.get(i).sum(), within(1e-9));
            assertThat(all).anyMatch(one -> one.text().equals(text) && Math.abs(one.sum() - sum) < 1e-9);
        }
        assertThat(StreamSupport.stream(found.spliterator(), false)
                        .map(choice -> choice.get("text").asString()))
                .doesNotHaveDuplicates();
    }
}
