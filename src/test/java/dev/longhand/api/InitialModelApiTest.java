package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.WorkersOnThreads;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Going on from a published model, on another text. */
@ServiceTest
@Import(WorkersOnThreads.class)
class InitialModelApiTest {
    @Autowired
    private Api api;

    private static String from(String model, String corpus, String more) {
        return """
            {"corpusId": "%s", "modelName": "adapted", "initialModel": "%s", "seed": 3, "batchSize": 4,
             "sequenceLength": 16, "epochs": 2, "optimizer": {"learningRate": 0.005}%s}\
            """.formatted(corpus, model, more);
    }

    private JsonNode base(String name) {
        return api.train(api.corpus(Texts.rhyme(400)), name);
    }

    @Test
    void aModelLearnsCharactersThatItDidNotKnow() {
        var base = base("base");
        var corpus = api.corpus(Texts.rhyme(300) + "ÄÖÜ ÄÖÜ ÄÖÜ ".repeat(20));
        var job = api.await(api.submit(from("base:1", corpus, "")), "succeeded", "failed");
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/spec/network/hiddenSize").asInt()).isEqualTo(24);
        assertThat(job.at("/spec/initialModel").asString())
                .isEqualTo(base.get("modelId").asString());
        assertThat(addedTokens(job)).isEqualTo(3);

        var model = api.get("/api/v1/models/adapted").expect(200).json();
        var old = api.get("/api/v1/models/base").expect(200).json();
        assertThat(model.at("/tokenizer/vocabularySize").asInt())
                .isEqualTo(old.at("/tokenizer/vocabularySize").asInt() + 3);
        assertThat(model.at("/lineage/initialModelSha256").asString())
                .isEqualTo(old.get("sha256").asString());
        api.post("/api/v1/models/adapted/generate", "{\"prompt\": \"ÄÖÜ\", \"maxTokens\": 5}")
                .expect(200);

        var again = api.await(api.submit(from("base", corpus, "")), "succeeded", "failed");
        assertThat(api.get("/api/v1/models/" + again.get("modelId").asString())
                        .json()
                        .get("sha256"))
                .isEqualTo(model.get("sha256"));
    }

    private int addedTokens(JsonNode job) {
        return api.events(job.get("id").asString()).stream()
                .filter(event -> event.at("/data/addedTokens").isNumber())
                .findFirst()
                .orElseThrow()
                .at("/data/addedTokens")
                .asInt();
    }

    @Test
    void itBeginsWhereTheModelWas() {
        var base = base("better-begun");
        var corpus = api.corpus(Texts.rhyme(400));
        var job = api.await(api.submit(from("better-begun", corpus, ", \"maxSteps\": 1")), "succeeded");
        var anew = api.await(
                api.submit(Api.small(corpus, "begun-anew", 1).replaceFirst("\\{", "{\"maxSteps\": 1, ")), "succeeded");
        assertThat(job.at("/metrics/trainLoss").asDouble())
                .isPositive()
                .isLessThan(anew.at("/metrics/trainLoss").asDouble() - 1);
        assertThat(base.get("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void whatTheModelDecidesCannotBeChanged() {
        base("decided");
        var corpus = api.corpus(Texts.rhyme(400));
        var problem = api.post(
                        "/api/v1/training-jobs",
                        from(
                                "decided",
                                corpus,
                                ", \"network\": {\"hiddenSize\": 32, \"cell\": \"gru\"}, \"segmentation\": \"line\""))
                .problem(422, "invalid");
        assertThat(problem.get("errors").toString())
                .contains(
                        "/network/hiddenSize", "must be 24, as in the initial model", "/network/cell", "/segmentation");
        api.post("/api/v1/training-jobs", from("nobody", corpus, "")).problem(404, "not-found");
    }

    @Test
    void aModelThatAJobNeedsStays() {
        base("needed");
        var corpus = api.corpus(Texts.rhyme(400));
        var running = api.submit(Api.small(corpus, "occupies", 10_000));
        var waiting = api.submit(from("needed", corpus, ""));
        assertThat(api.delete("/api/v1/models/needed")
                        .problem(409, "conflict")
                        .get("detail")
                        .asString())
                .contains(waiting);
        api.post("/api/v1/training-jobs/" + waiting + "/cancel", "").expect(200);
        api.post("/api/v1/training-jobs/" + running + "/cancel", "").expect(200);
        api.delete("/api/v1/models/needed").expect(204);
    }
}
