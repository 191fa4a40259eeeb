package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.LonghandApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** What was answered is still there after the service ended and began again, on a database and files on disk. */
class RestartTest {
    @TempDir
    private Path directory;

    private <T> T withService(Function<Api, T> work) {
        try (var context = new SpringApplicationBuilder(LonghandApplication.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("db")
                                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                        "--longhand.storage.directory=" + directory.resolve("files"),
                        "--longhand.training.progress-interval=20ms")) {
            return work.apply(
                    new Api(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
        }
    }

    @Test
    void aModelWritesTheSameAfterARestartAndAnUnfinishedJobBeginsAgain() throws Exception {
        var request = "{\"prompt\":\"one\",\"maxTokens\":100,\"temperature\":1,\"seed\":3}";
        record Before(String text, String job, String model) {}
        var before = withService(api -> {
            var corpus = api.corpus(Texts.rhyme(600));
            api.train(corpus, "lasting");
            var text = api.post("/api/v1/models/lasting/generate", request)
                    .expect(200)
                    .json();
            var job = api.submit(Api.small(corpus, "unfinished", 10_000));
            api.await(job, "running");
            return new Before(
                    text.get("choices").toString(), job, text.get("modelId").asString());
        });
        Files.writeString(
                Files.createDirectories(directory.resolve("files/staging")).resolve("left-behind"), "x");
        withService(api -> {
            var text = api.post("/api/v1/models/lasting/generate", request)
                    .expect(200)
                    .json();
            assertThat(text.get("choices").toString()).isEqualTo(before.text());
            assertThat(text.get("modelId").asString()).isEqualTo(before.model());
            var job = api.await(before.job(), "running");
            assertThat(job.get("attempt").asInt()).isEqualTo(2);
            api.post("/api/v1/training-jobs/" + before.job() + "/cancel", "").expect(200);
            api.await(before.job(), "cancelled");
            return null;
        });
        assertThat(directory.resolve("files/staging")).isEmptyDirectory();
    }
}
