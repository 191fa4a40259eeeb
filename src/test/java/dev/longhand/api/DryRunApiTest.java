package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a job would cost, and that asking for it does nothing else. */
@ServiceTest
class DryRunApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String JOBS = "/api/v1/training-jobs";
    private static final String DRY_RUN = JOBS + "?dryRun=true";
    private static final int CHARACTERS = 10_000;

    @Autowired
    private Api api;

    private String corpus() {
        return api.corpus(Texts.rhyme(2000).substring(0, CHARACTERS));
    }

    private JsonNode dryRun(String request) {
        return api.post(DRY_RUN, request).expect(200).json();
    }

    /** The id of the job that was submitted last. */
    private String newest() {
        return api.get(JOBS + "?limit=1").expect(200).json().at("/items/0/id").asString("");
    }

    private static String without(String request, String property) {
        var changed = (ObjectNode) JSON.readTree(request);
        changed.remove(property);
        return changed.toString();
    }

    @Test
    void saysTheCostAndQueuesNothing() {
        var request = Api.small(corpus(), "dry", 1);
        var before = newest();
        var cost = dryRun(request);
        assertThat(newest()).isEqualTo(before);
        assertThat(cost.get("parameters").asLong()).isBetween(7_000L, 20_000L);
        assertThat(cost.get("memoryBytes").asLong()).isBetween(100L << 20, 500L << 20);
        assertThat(cost.get("stepsPerEpoch").asLong()).isEqualTo((9_000 - 1) / 4 / 16);
        assertThat(cost.get("secondsPerEpoch").asDouble()).isBetween(0.005, 30.0);
        assertThat(cost.get("warnings").isArray()).isTrue();
    }

    @Test
    void theSpecOfADryRunSentAgainBecomesThatJob() {
        var request = without(without(Api.small(corpus(), "dry", 1), "seed"), "modelName");
        var cost = dryRun(request);
        assertThat(cost.at("/spec/seed").isIntegralNumber()).isTrue();
        var again = ((ObjectNode) cost.get("spec")).put("maxSteps", 2).toString();
        var job = api.post(JOBS, again).expect(202).json();
        assertThat(job.get("spec")).isEqualTo(JSON.readTree(again));
        api.await(job.get("id").asString(), "succeeded");
    }

    @Test
    void itsFiguresAreThoseOfTheJob() {
        var request = Api.small(corpus(), "dry", 1);
        var cost = dryRun(request);
        var job = api.await(api.submit(request), "succeeded");
        var model = api.get("/api/v1/models/" + job.get("modelId").asString())
                .expect(200)
                .json();
        assertThat(model.get("parameters")).isEqualTo(cost.get("parameters"));
        assertThat(job.at("/progress/step").asLong())
                .isEqualTo(cost.get("stepsPerEpoch").asLong());
        assertThat(job.get("spec")).isEqualTo(cost.get("spec"));
    }

    @Test
    void isNoIdempotentRequest() {
        var request = Api.small(corpus(), "dry", 1);
        for (var seed : new String[] {"1", "2"}) {
            var answer = api.send(api.request(DRY_RUN)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "of-a-dry-run")
                    .POST(BodyPublishers.ofString(request.replace("\"seed\": 7", "\"seed\": " + seed))));
            assertThat(answer.expect(200).json().at("/spec/seed").asString()).isEqualTo(seed);
            assertThat(answer.response().headers().firstValue("Idempotent-Replayed"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"network": {"activation": "relu"}}                                               | invalid
        {"network": {"layers": 9}}                                                        | invalid
        {"batchSize": 1024, "sequenceLength": 4096}                                       | corpus-too-small
        {"network": {"layers": 8, "hiddenSize": 4096}, "batchSize": 1024, "sequenceLength": 4000, "segmentation": "line"} | over-budget
        """)
    void refusesWhatASubmissionIsRefusedFor(String choice, String slug) {
        var request = choice.replaceFirst("\\{", "{\"corpusId\":\"%s\",".formatted(corpus()));
        var problem = api.post(DRY_RUN, request).problem(422, slug);
        var submitted = api.post(JOBS, request).problem(422, slug);
        assertThat(problem).isEqualTo(submitted);
        if (slug.equals("over-budget")) {
            assertThat(problem.get("needs").asLong())
                    .isGreaterThan(problem.get("has").asLong());
        }
    }

    @Test
    void aJobKnowsItsWarningsBeforeItBegins() {
        var request = Api.small(corpus(), "dry", 1)
                .replaceFirst("\"layers.*?}", "\"layers\": 1, \"hiddenSize\": 200, \"embeddingSize\": 8}")
                .replaceFirst("\\{", "{\"segmentation\": \"line\", \"maxSteps\": 1, ");
        var cost = dryRun(request);
        assertThat(cost.get("warnings").toString()).contains("by heart", "estimates");
        var job = api.post(JOBS, request).expect(202).json();
        assertThat(job.get("warnings")).isEqualTo(cost.get("warnings"));
        api.await(job.get("id").asString(), "succeeded");
    }
}
