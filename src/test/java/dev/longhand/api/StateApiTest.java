package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.WorkersOnThreads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Going on from a state: the same text as in one piece, without the prompt. */
@ServiceTest
@Import(WorkersOnThreads.class)
class StateApiTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private Api api;

    private String model(String tokenizer, String cell, String segmentation) {
        var name = String.join("-", "state", tokenizer, cell, segmentation);
        if (api.get("/api/v1/models/" + name).status() == 404) {
            var job = Api.small(api.corpus(Texts.rhyme(300).replace("e", "é")), name, 1)
                    .replace("\"network\": {", "\"network\": {\"cell\": \"%s\", ".formatted(cell))
                    .replaceFirst(
                            "\\{",
                            "{\"segmentation\": \"%s\", \"tokenizer\": {\"type\": \"%s\"}, "
                                    .formatted(segmentation, tokenizer));
            assertThat(api.await(api.submit(job), "succeeded", "failed")
                            .get("status")
                            .asString())
                    .isEqualTo("succeeded");
        }
        return name;
    }

    private JsonNode generate(String model, String fields) {
        return api.post("/api/v1/models/" + model + "/generate", "{" + fields + "}")
                .expect(200)
                .json();
    }

    private static String state(JsonNode answer) {
        return answer.at("/choices/0/state").asString();
    }

    private static String text(JsonNode answer) {
        return answer.at("/choices/0/text").asString();
    }

    @ParameterizedTest
    @CsvSource({"char, lstm, stream", "bpe, gru, stream", "word, rnn, stream", "char, gru, line"})
    void piecesAreTheWhole(String tokenizer, String cell, String segmentation) {
        var model = model(tokenizer, cell, segmentation);
        var greedy = "\"temperature\": 0, \"repetitionPenalty\": 1.2, \"noRepeatNgram\": 5, \"minTokens\": %d,"
                + " \"maxTokens\": %d";
        var prompt = "\"prompt\": \"oné\", ";
        var whole = text(generate(model, prompt + greedy.formatted(48, 48)));
        var pieces = new ArrayList<String>();
        var answer = generate(model, prompt + "\"keepState\": true, " + greedy.formatted(7, 7));
        pieces.add(text(answer));
        for (int tokens : List.of(1, 3, 17, 20)) {
            answer = generate(
                    model,
                    "\"state\": \"%s\", \"keepState\": true, ".formatted(state(answer))
                            + greedy.formatted(tokens, tokens));
            assertThat(answer.at("/usage/promptTokens").asInt()).isZero();
            pieces.add(text(answer));
        }
        assertThat(String.join("", pieces)).isEqualTo(whole).isNotEmpty();
    }

    @Test
    void aPromptIsReadAfterTheState() {
        var model = model("char", "lstm", "stream");
        var kept = generate(model, "\"prompt\": \"on\", \"temperature\": 0, \"maxTokens\": 5, \"keepState\": true");
        var after = generate(
                model,
                "\"state\": \"%s\", \"prompt\": \" two\", \"temperature\": 0, \"maxTokens\": 30, \"logprobs\": 1"
                        .formatted(state(kept)));
        var whole = generate(
                model,
                "\"prompt\": %s, \"temperature\": 0, \"maxTokens\": 30, \"logprobs\": 1"
                        .formatted(JSON.writeValueAsString("on" + text(kept) + " two")));
        assertThat(after.at("/choices/0/tokens")).isEqualTo(whole.at("/choices/0/tokens"));
        assertThat(after.at("/usage/promptTokens").asInt()).isEqualTo(4);
    }

    @Test
    void everyChoiceHasItsOwn() {
        var model = model("char", "lstm", "stream");
        var kept = generate(
                model,
                "\"prompt\": \"on\", \"n\": 3, \"seed\": 4, \"temperature\": 1.5, \"maxTokens\": 9, \"keepState\":"
                        + " true");
        for (var choice : kept.get("choices")) {
            var goesOn = generate(
                    model,
                    "\"state\": \"%s\", \"temperature\": 0, \"maxTokens\": 20"
                            .formatted(choice.get("state").asString()));
            var whole = generate(
                    model,
                    "\"prompt\": %s, \"temperature\": 0, \"maxTokens\": 20"
                            .formatted(JSON.writeValueAsString(
                                    "on" + choice.get("text").asString())));
            assertThat(text(goesOn)).isEqualTo(text(whole));
        }
    }

    @Test
    void beamsAndStopsKeepTheirsToo() {
        var model = model("char", "lstm", "stream");
        var beam = generate(model, "\"prompt\": \"on\", \"beams\": 3, \"maxTokens\": 6, \"keepState\": true");
        assertThat(text(generate(
                        model, "\"state\": \"%s\", \"temperature\": 0, \"maxTokens\": 20".formatted(state(beam)))))
                .isEqualTo(text(generate(
                        model,
                        "\"prompt\": %s, \"temperature\": 0, \"maxTokens\": 20"
                                .formatted(JSON.writeValueAsString("on" + text(beam))))));
        var whole = text(generate(model, "\"prompt\": \"on\", \"temperature\": 0, \"maxTokens\": 40"));
        var stop = whole.substring(10, 12);
        var stopped = generate(
                model,
                "\"prompt\": \"on\", \"temperature\": 0, \"maxTokens\": 40, \"keepState\": true, \"stop\": [%s]"
                        .formatted(JSON.writeValueAsString(stop)));
        var rest = generate(
                model,
                "\"state\": \"%s\", \"temperature\": 0, \"maxTokens\": %d"
                        .formatted(state(stopped), 40 - text(stopped).length() - stop.length()));
        assertThat(text(stopped) + stop + text(rest)).isEqualTo(whole);
    }

    @Test
    void aStreamEndsWithIt() {
        var model = model("char", "lstm", "stream");
        var request = "{\"prompt\": \"on\", \"temperature\": 0, \"maxTokens\": 5, \"keepState\": true}";
        var plain = api.post("/api/v1/models/" + model + "/generate", request)
                .expect(200)
                .json();
        var streamed = api.send(api.request("/api/v1/models/" + model + "/generate")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(request)))
                .expect(200)
                .text();
        assertThat(streamed).contains("\"state\":\"" + state(plain) + "\"");
    }

    @Test
    void whatIsNoStateIsRefused() {
        var model = model("char", "lstm", "stream");
        var other = model("char", "gru", "line");
        var kept = state(generate(model, "\"prompt\": \"on\", \"maxTokens\": 5, \"keepState\": true"));
        var refused = api.post("/api/v1/models/" + other + "/generate", "{\"state\": \"%s\"}".formatted(kept))
                .problem(422, "invalid");
        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/state");
        api.post("/api/v1/models/" + model + "/generate", "{\"state\": \"%s\"}".formatted(kept.replace('A', 'B')))
                .problem(422, "invalid");
        assertThat(generate(model, "\"prompt\": \"on\", \"maxTokens\": 5")
                        .at("/choices/0")
                        .has("state"))
                .isFalse();
    }
}
