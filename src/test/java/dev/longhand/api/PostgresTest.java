package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The main job on the database of production. */
@ServiceTest
@Testcontainers(disabledWithoutDocker = true)
class PostgresTest {
    @Container
    @ServiceConnection
    static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:18");

    @Autowired
    private Api api;

    @Test
    void theMainJobRunsOnPostgres() {
        var text = Texts.rhyme(300) + "床前明月光 🐻";
        var corpus = keyed(text);
        assertThat(keyed(text)).isEqualTo(corpus);
        var job = api.train(corpus, "on-postgres");
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        api.post("/api/v1/models/on-postgres/generate", "{\"prompt\":\"one\"}").expect(200);
        api.put("/api/v1/models/on-postgres/aliases/live", "{\"version\":1}").expect(200);
        assertThat(api.get("/api/v1/models?limit=1")
                        .expect(200)
                        .json()
                        .at("/items/0/aliases/0")
                        .asString())
                .isEqualTo("live");
        assertThat(api.get("/api/v1/training-jobs/" + job.get("id").asString() + "/metrics")
                        .expect(200)
                        .json()
                        .size())
                .isPositive();
        api.delete("/api/v1/models/on-postgres").problem(409, "conflict");
        api.delete("/api/v1/corpora/" + corpus).expect(204);
    }

    /** The id of a corpus that is made once, however often it is asked for. */
    private String keyed(String text) {
        return api.send(api.request("/api/v1/corpora?name=test")
                        .header("Content-Type", "text/plain")
                        .header("Idempotency-Key", "on-postgres")
                        .POST(HttpRequest.BodyPublishers.ofString(text)))
                .expect(201)
                .json()
                .get("id")
                .asString();
    }
}
