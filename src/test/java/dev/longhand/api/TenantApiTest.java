package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Two tenants in one service, each as if it were alone. */
@KeyTest
class TenantApiTest {
    @Autowired
    private Api api;

    private Api one;
    private Api two;

    @BeforeEach
    void twoTenants() {
        var keys = Keys.of(api);
        var mark = Long.toString(System.nanoTime(), 36);
        one = keys.everything("one-" + mark);
        two = keys.everything("two-" + mark);
    }

    private static JsonNode importPoet(Api tenant) {
        return tenant.upload("/api/v1/models", "model.safetensors", Routes.model(), "poet")
                .expect(201)
                .json();
    }

    @Test
    void namesAndVersionsAreEachTenantsOwn() {
        var first = importPoet(one);
        var second = importPoet(two);
        assertThat(first.get("version").asInt()).isEqualTo(1);
        assertThat(second.get("version").asInt()).isEqualTo(1);
        assertThat(importPoet(one).get("version").asInt()).isEqualTo(2);
        assertThat(two.get("/api/v1/models/poet").expect(200).json().get("id")).isEqualTo(second.get("id"));
        one.put("/api/v1/models/poet/aliases/live", "{\"version\": 1}").expect(200);
        two.put("/api/v1/models/poet/aliases/live", "{\"version\": 1}").expect(200);
        two.get("/api/v1/models/poet:2").problem(404, "not-found");
        two.get("/api/v1/models/" + first.get("id").asString()).problem(404, "not-found");
        assertThat(one.post("/api/v1/models/poet@live/generate", "{\"prompt\": \"A\", \"maxTokens\": 2}")
                        .expect(200)
                        .json()
                        .get("modelId"))
                .isEqualTo(first.get("id"));
    }

    /** A worker's model belongs to whom the job belongs, and is counted among that tenant's versions. */
    @Test
    void whatAJobMakesIsItsTenants() {
        importPoet(one);
        var job = two.train(two.corpus(Texts.rhyme(60)), "poet");
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        var model = two.get("/api/v1/models/" + job.get("modelId").asString())
                .expect(200)
                .json();
        assertThat(model.get("version").asInt()).isEqualTo(1);
        one.get("/api/v1/models/" + job.get("modelId").asString()).problem(404, "not-found");
        assertThat(one.get("/api/v1/training-jobs").expect(200).json().get("items"))
                .isEmpty();
        assertThat(two.get("/api/v1/training-jobs").expect(200).json().get("items"))
                .hasSize(1);
        assertThat(two.events(job.get("id").asString())).isNotEmpty();
        var begun = "{\"corpusId\": \"%s\", \"modelName\": \"n\", \"initialModel\": \"%s\"}"
                .formatted(one.corpus(Texts.rhyme(60)), model.get("id").asString());
        one.post("/api/v1/training-jobs", begun).problem(404, "not-found");
    }

    @Test
    void oneIdempotencyKeyIsTwoForTwoTenants() {
        var first = keyed(one);
        assertThat(keyed(two)).isNotEqualTo(first);
        assertThat(keyed(one)).isEqualTo(first);
    }

    private static JsonNode keyed(Api tenant) {
        return tenant.send(tenant.request("/api/v1/corpora?name=test")
                        .header("Content-Type", "text/plain")
                        .header("Idempotency-Key", "the-same")
                        .POST(BodyPublishers.ofString("one two three")))
                .expect(201)
                .json()
                .get("id");
    }

    @Test
    void keysOfOneTenantShareItsThings() {
        var reader = Keys.of(api).client("shared", "read");
        var corpus = Keys.of(api).client("shared", "train").corpus("one two three");
        reader.get("/api/v1/corpora/" + corpus).expect(200);
        api.with(KeyTest.ADMIN_KEY).get("/api/v1/corpora/" + corpus).problem(404, "not-found");
    }
}
