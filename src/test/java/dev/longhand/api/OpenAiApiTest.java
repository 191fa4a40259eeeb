package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.WorkersOnThreads;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wire format of OpenAI's API where its clients do not look: errors, and the shapes of what they skip. */
@ServiceTest
@Import(WorkersOnThreads.class)
class OpenAiApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String COMPLETIONS = "/v1/completions";
    private static final String JOBS = "/v1/fine_tuning/jobs";
    private static final String NOBODY = "0198f3a0-0000-7000-8000-000000000000";

    @Autowired
    private Api api;

    /** Checks that it is an error in the envelope, whole and nothing else. */
    private static JsonNode error(Api.Answer answer, int status, @Nullable String param, String code) {
        answer.expect(status);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.json().propertyNames()).containsExactly("error");
        var error = answer.json().get("error");
        assertThat(error.propertyNames()).containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(error.get("param").asString(null)).as(error.toString()).isEqualTo(param);
        assertThat(error.get("code").asString()).as(error.toString()).isEqualTo(code);
        assertThat(error.get("type").asString())
                .isEqualTo(
                        status == 429 ? "rate_limit_error" : status < 500 ? "invalid_request_error" : "server_error");
        assertThat(error.get("message").asString())
                .isNotBlank()
                .doesNotContain("dev.longhand", "java.", "Exception", "springframework", "jackson");
        return error;
    }

    private String model() {
        return api.train(api.corpus(Texts.rhyme(200)), "wired").get("modelId").asString();
    }

    private Api.Answer complete(String model, String fields) {
        return api.post(COMPLETIONS, "{\"model\": \"%s\", \"prompt\": \"one \"%s}".formatted(model, fields));
    }

    @Test
    void everyFieldOfACompletionThatCannotBeIsRefusedByItsName() {
        var model = model();
        var unsupported = "unsupported_parameter";
        var invalid = "invalid_value";
        error(complete(model, ", \"suffix\": \"end\""), 400, "suffix", unsupported);
        error(complete(model, ", \"functions\": []"), 400, "functions", "unknown_parameter");
        error(complete(model, ", \"topP\": 0.5"), 400, "topP", "unknown_parameter");
        error(complete(model, ", \"stream_options\": {}"), 400, "stream_options", invalid);
        error(
                complete(model, ", \"stream\": true, \"stream_options\": {\"usage\": true}"),
                400,
                "stream_options.usage",
                "unknown_parameter");
        error(
                complete(model, ", \"stream\": true, \"stream_options\": {\"include_obfuscation\": true}"),
                400,
                "stream_options.include_obfuscation",
                unsupported);
        error(complete(model, ", \"max_tokens\": 2001"), 400, "max_tokens", invalid);
        error(complete(model, ", \"max_tokens\": \"many\""), 400, "max_tokens", invalid);
        error(complete(model, ", \"top_p\": 0"), 400, "top_p", invalid);
        error(complete(model, ", \"temperature\": -1"), 400, "temperature", invalid);
        error(complete(model, ", \"presence_penalty\": 3"), 400, "presence_penalty", invalid);
        error(complete(model, ", \"frequency_penalty\": -3"), 400, "frequency_penalty", invalid);
        error(complete(model, ", \"logit_bias\": {\"one\": 1}"), 400, "logit_bias.one", invalid);
        error(complete(model, ", \"logit_bias\": {\"o\": 101}"), 400, "logit_bias.o", invalid);
        error(complete(model, ", \"logprobs\": 21"), 400, "logprobs", invalid);
        error(complete(model, ", \"n\": 17"), 400, "n", invalid);
        error(complete(model, ", \"n\": 2, \"best_of\": 1"), 400, "best_of", invalid);
        error(complete(model, ", \"stop\": [\"a\", \"\"]"), 400, "stop[1]", invalid);
        error(complete(model, ", \"stop\": 7"), 400, "stop", invalid);
        error(complete("nobody", ""), 404, "model", "model_not_found");
        error(complete("nobody", ", \"stream\": true"), 404, "model", "model_not_found");
        error(api.post(COMPLETIONS, "{}"), 400, "model", invalid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2]|unsupported_parameter",
                "[[1], [2]]|unsupported_parameter",
                "[]|invalid_value",
                "7|invalid_value",
                "[\"a\", 7]|invalid_value",
                "\"\u00e9\"|unknown_characters",
                "[\"one\", \"\u00e9\"]|unknown_characters"
            })
    void aPromptMustBeTextThatTheModelKnows(String prompt, String code) {
        var model = model();
        for (var stream : List.of("true", "false")) {
            var request = "{\"model\": \"%s\", \"prompt\": %s, \"stream\": %s}".formatted(model, prompt, stream);
            error(api.post(COMPLETIONS, request), 400, "prompt", code);
        }
    }

    private String file() {
        return api.corpus(Texts.rhyme(200));
    }

    private Api.Answer tune(String file, String fields) {
        return api.post(JOBS, "{\"model\": \"tiny\", \"training_file\": \"file-%s\"%s}".formatted(file, fields));
    }

    @Test
    void everyFieldOfAFineTuningJobThatCannotBeIsRefusedByItsName() {
        var file = file();
        var unsupported = "unsupported_parameter";
        var invalid = "invalid_value";
        error(tune(file, ", \"validation_file\": \"file-x\""), 400, "validation_file", unsupported);
        error(tune(file, ", \"integrations\": [{\"type\": \"wandb\"}]"), 400, "integrations", unsupported);
        error(tune(file, ", \"metadata\": {\"a\": \"b\"}"), 400, "metadata", unsupported);
        error(tune(file, ", \"method\": {\"type\": \"dpo\", \"dpo\": {\"a\": 1}}"), 400, "method.dpo", unsupported);
        error(tune(file, ", \"method\": {\"type\": \"reinforcement\"}"), 400, "method.type", unsupported);
        error(tune(file, ", \"epochs\": 3"), 400, "epochs", "unknown_parameter");
        error(tune(file, ", \"hyperparameters\": {\"epochs\": 3}"), 400, "hyperparameters.epochs", "unknown_parameter");
        var beside = ", \"hyperparameters\": {}, \"method\": {\"type\": \"supervised\", \"supervised\": {}}";
        error(tune(file, beside), 400, "hyperparameters", invalid);
        for (var wrong : List.of("0", "1.5", "\"many\"", "10001")) {
            error(
                    tune(file, ", \"hyperparameters\": {\"n_epochs\": %s}".formatted(wrong)),
                    400,
                    "hyperparameters.n_epochs",
                    invalid);
        }
        error(tune(file, ", \"hyperparameters\": {\"batch_size\": 1025}"), 400, "hyperparameters.batch_size", invalid);
        for (var wrong : List.of("0", "\"fast\"", "1e9")) {
            error(
                    tune(file, ", \"hyperparameters\": {\"learning_rate_multiplier\": %s}".formatted(wrong)),
                    400,
                    "hyperparameters.learning_rate_multiplier",
                    invalid);
        }
        error(tune(file, ", \"suffix\": \"no name\""), 400, "suffix", invalid);
        error(tune(NOBODY, ""), 404, "training_file", "file_not_found");
        error(tune("nobody", ""), 404, "training_file", "file_not_found");
        var request = "{\"model\": \"nobody\", \"training_file\": \"file-%s\"}".formatted(file);
        error(api.post(JOBS, request), 404, "model", "model_not_found");
        error(api.post(JOBS, "{\"model\": \"tiny\"}"), 400, "training_file", invalid);
        error(tune(api.corpus("short"), ""), 400, "training_file", "corpus_too_small");
        assertThat(api.get(JOBS + "?limit=100").text()).doesNotContain("file-" + file);
    }

    @Test
    void whatIsNotThereIsMissedInTheEnvelope() {
        for (var path : List.of(
                "/v1/files/file-" + NOBODY,
                "/v1/files/" + NOBODY,
                "/v1/files/file-x/content",
                "/v1/fine_tuning/jobs/ftjob-" + NOBODY,
                "/v1/fine_tuning/jobs/ftjob-" + NOBODY + "/events",
                "/v1/fine_tuning/jobs/x/checkpoints",
                "/v1/chat/completions",
                "/v1")) {
            error(api.get(path), 404, null, "not_found");
        }
        error(api.get("/v1/models/nobody"), 404, "model", "model_not_found");
        error(api.delete("/v1/models/nobody:3"), 404, "model", "model_not_found");
    }

    @Test
    void whatNoControllerSeesIsRefusedInTheEnvelope() {
        error(api.post(COMPLETIONS, "{"), 400, null, "malformed_request");
        error(api.post(COMPLETIONS, ""), 400, null, "malformed_request");
        error(api.get(COMPLETIONS), 405, null, "method_not_allowed");
        error(api.post(COMPLETIONS, "text/plain", new byte[] {'a'}), 415, null, "unsupported_media_type");
        error(api.post(COMPLETIONS, "{\"prompt\": \"" + "a".repeat(70_000) + "\"}"), 413, null, "too_large");
        error(
                api.send(api.request(JOBS)
                        .header("Idempotency-Key", "k".repeat(201))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))),
                400,
                "Idempotency-Key",
                "invalid_value");
        error(api.get("/v1/files?limit=0"), 400, "limit", "invalid_value");
        error(api.get("/v1/files?after=x"), 400, "after", "invalid_value");
        error(api.get("/v1/files?order=asc"), 400, "order", "unsupported_parameter");
        api.get("/api/v1/models/nobody").problem(404, "not-found");
        api.get("/v1x").problem(404, "not-found");
    }

    private Api.Answer upload(String purpose, String more) {
        var body = """
            --b\r
            Content-Disposition: form-data; name="purpose"\r
            \r
            %s\r
            %s--b\r
            Content-Disposition: form-data; name="file"; filename="a.txt"\r
            \r
            one two\r
            --b--\r
            """.formatted(purpose, more);
        return api.post("/v1/files", "multipart/form-data; boundary=b", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anUploadIsForFineTuningAndHasNothingElse() {
        var file = upload("fine-tune", "").expect(200).json();
        assertThat(file.propertyNames())
                .containsExactly("id", "object", "bytes", "created_at", "filename", "purpose", "status");
        error(upload("assistants", ""), 400, "purpose", "invalid_value");
        var expires = "--b\r\nContent-Disposition: form-data; name=\"expires_after[seconds]\"\r\n\r\n3600\r\n";
        error(upload("fine-tune", expires), 400, "expires_after[seconds]", "unsupported_parameter");
        error(
                api.post("/v1/files", "multipart/form-data; boundary=b", "--b--\r\n".getBytes(StandardCharsets.UTF_8)),
                400,
                "file",
                "invalid_value");
    }

    @Test
    void aFullQueueIsARateLimit() {
        var file = file();
        var jobs = new ArrayList<String>();
        Api.Answer answer;
        do {
            answer = tune(file, ", \"hyperparameters\": {\"n_epochs\": 10000}");
            if (answer.status() == 200) {
                jobs.add(answer.json().get("id").asString());
            }
        } while (answer.status() == 200);
        error(answer, 429, null, "rate_limit_exceeded");
        assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
        jobs.reversed()
                .forEach(job -> api.post(JOBS + "/" + job + "/cancel", "").expect(200));
        var again = api.post(JOBS + "/" + jobs.getFirst() + "/cancel", "");
        error(again, 409, null, "conflict");
        assertThat(again.response().headers().firstValue("x-should-retry")).contains("false");
    }

    @Test
    void aJobThatIsSentAgainUnderItsKeyIsOne() {
        var body = "{\"model\": \"tiny\", \"training_file\": \"file-%s\", \"hyperparameters\": {\"n_epochs\": 1}}"
                .formatted(file());
        var ids = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            var request = api.request(JOBS)
                    .header("Idempotency-Key", "tune-" + body.hashCode())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body));
            ids.add(api.send(request).expect(200).json().get("id").asString());
        }
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        api.post(JOBS + "/" + ids.get(0) + "/cancel", "");
    }

    @Test
    void promptsOfAListAreContinuedEachAndIndexedTogether() {
        var model = model();
        var fields = ", \"n\": 2, \"seed\": 3, \"max_tokens\": 8, \"stop\": null, \"user\": \"me\"";
        var one = complete(model, fields).expect(200).json();
        var both = api.post(
                        COMPLETIONS, "{\"model\": \"%s\", \"prompt\": [\"two \", \"one \"]%s}".formatted(model, fields))
                .expect(200)
                .json();
        assertThat(both.get("choices")).hasSize(4);
        for (int index = 0; index < 4; index++) {
            assertThat(both.at("/choices/" + index + "/index").asInt()).isEqualTo(index);
        }
        assertThat(both.at("/choices/2/text")).isEqualTo(one.at("/choices/0/text"));
        assertThat(both.at("/choices/3/text")).isEqualTo(one.at("/choices/1/text"));
        assertThat(both.at("/usage/prompt_tokens").asInt()).isEqualTo(8);
        assertThat(both.at("/usage/total_tokens").asInt()).isEqualTo(8 + 4 * 8);
        assertThat(one.get("id").asString()).startsWith("cmpl-");
        assertThat(one.get("object").asString()).isEqualTo("text_completion");
        assertThat(one.get("model").asString()).startsWith("wired:");
        var usual = complete(model, "").expect(200).json();
        assertThat(usual.at("/usage/completion_tokens").asInt()).isEqualTo(16);
    }

    @Test
    void echoedTokensAreReportedWhereTheyStand() {
        var fields = ", \"echo\": true, \"logprobs\": %d, \"max_tokens\": 4, \"temperature\": 0";
        var model = model();
        var choice = complete(model, fields.formatted(2)).expect(200).json().at("/choices/0");
        var said = choice.get("logprobs");
        assertThat(choice.get("text").asString()).startsWith("one ").hasSize(8);
        assertThat(choice.get("finish_reason").asString()).isEqualTo("length");
        assertThat(said.get("text_offset").toString()).isEqualTo("[0,1,2,3,4,5,6,7]");
        for (int i = 0; i < 8; i++) {
            var token = said.at("/tokens/" + i).asString();
            assertThat(token).isEqualTo(choice.get("text").asString().substring(i, i + 1));
            assertThat(said.at("/top_logprobs/" + i).size()).isBetween(2, 3);
            assertThat(said.at("/top_logprobs/" + i).get(token)).isEqualTo(said.at("/token_logprobs/" + i));
        }
        var without = complete(model, fields.formatted(0)).expect(200).json().at("/choices/0/logprobs");
        assertThat(without.get("top_logprobs").isNull()).isTrue();
        assertThat(without.get("token_logprobs")).isEqualTo(said.get("token_logprobs"));
        assertThat(complete(model, "").json().at("/choices/0/logprobs").isNull())
                .isTrue();
    }

    @Test
    void aBiasLeavesNothingButOneCharacter() {
        var answer = complete(model(), ", \"logit_bias\": {\"v\": 100}, \"temperature\": 0, \"max_tokens\": 5")
                .expect(200)
                .json();
        assertThat(answer.at("/choices/0/text").asString()).isEqualTo("vvvvv");
    }

    @Test
    void aStreamOfSeveralPromptsSaysWhatTheWholeAnswerSays() {
        var model = model();
        var request = """
            {"model": "%s", "prompt": ["one ", "two "], "n": 2, "seed": 5, "max_tokens": 40, "logprobs": 1, "stop": ["fi"]%s}\
            """;
        var whole =
                api.post(COMPLETIONS, request.formatted(model, "")).expect(200).json();
        var answer = api.post(
                        COMPLETIONS,
                        request.formatted(model, ", \"stream\": true, \"stream_options\": {\"include_usage\": true}"))
                .expect(200);
        assertThat(answer.contentType()).startsWith("text/event-stream");
        var events =
                answer.text().lines().filter(line -> line.startsWith("data: ")).toList();
        assertThat(events.getLast()).isEqualTo("data: [DONE]");
        var chunks = events.subList(0, events.size() - 1).stream()
                .map(event -> JSON.readTree(event.substring("data: ".length())))
                .toList();
        for (int index = 0; index < 4; index++) {
            var choice = whole.at("/choices/" + index);
            var text = new StringBuilder();
            var offsets = new ArrayList<Integer>();
            var finish = new ArrayList<String>();
            for (var chunk : chunks) {
                var piece = chunk.at("/choices/0");
                if (piece.path("index").asInt(-1) == index) {
                    text.append(piece.get("text").asString());
                    piece.at("/logprobs/text_offset").forEach(offset -> offsets.add(offset.asInt()));
                    finish.add(piece.get("finish_reason").asString(null));
                }
            }
            assertThat(text).hasToString(choice.get("text").asString());
            assertThat(finish.removeLast())
                    .isEqualTo(choice.get("finish_reason").asString());
            assertThat(finish).containsOnlyNulls();
            assertThat(JSON.<JsonNode>valueToTree(offsets)).isEqualTo(choice.at("/logprobs/text_offset"));
        }
        assertThat(chunks.getLast().get("choices")).isEmpty();
        assertThat(chunks.getLast().get("usage")).isEqualTo(whole.get("usage"));
        assertThat(chunks.getFirst().has("usage")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"model\": \"tiny\"}", "{}"})
    void aTokenOfAClientIsNotLookedAt(String body) {
        var request = api.request(JOBS)
                .header("Authorization", "Bearer sk-anything")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        error(api.send(request), 400, body.equals("{}") ? "model" : "training_file", "invalid_value");
    }

    @Test
    void aModelIsGoneOnFrom() {
        var model = model();
        var request = """
            {"model": "%s", "training_file": "file-%s", "suffix": "further", "hyperparameters": {"n_epochs": 1, "batch_size": 2}}\
            """.formatted(model, file());
        var job = api.post(JOBS, request).expect(200).json();
        assertThat(job.get("model").asString()).startsWith("wired:");
        assertThat(job.at("/hyperparameters/learning_rate_multiplier").asDouble())
                .isEqualTo(1);
        var done = api.awaitThat(
                JOBS + "/" + job.get("id").asString(),
                now -> now.get("finished_at").isNumber());
        assertThat(done.get("fine_tuned_model").asString()).as(done.toString()).startsWith("further:");
    }
}
