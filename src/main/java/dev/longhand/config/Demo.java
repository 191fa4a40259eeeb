package dev.longhand.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * Profile {@code demo}: the main job before your eyes. A client of the service's own API like any other: it uploads this
 * project's source code, trains a small model on it, logs the loss as it falls, and lets the model write.
 */
@Component
@Profile("demo")
class Demo {
    private static final Logger log = LoggerFactory.getLogger(Demo.class);
    private static final String NAME = "demo";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private final String key;

    /**
     * @param key where one is needed; empty where none is
     */
    Demo(@Value("${longhand.security.admin-key:}") String key) {
        this.key = key;
    }

    @EventListener
    void begin(ServletWebServerInitializedEvent ready) {
        var root = "http://127.0.0.1:" + ready.getWebServer().getPort();
        Thread.ofVirtual().name("demo").start(() -> run(root));
    }

    private void run(String root) {
        try {
            var client = RestClient.builder()
                    .baseUrl(root + "/api/v1")
                    .defaultHeaders(headers -> {
                        if (!key.isEmpty()) {
                            headers.setBearerAuth(key);
                        }
                    })
                    .build();
            var corpus = upload(client);
            log.info(
                    "Demo: uploaded {} characters of this project's source code, {} of them distinct",
                    corpus.get("characters"),
                    corpus.get("distinctCharacters"));
            var job = await(client, submit(client, corpus.get("id").asString()));
            if (!job.get("status").asString().equals("succeeded")) {
                log.error("Demo: the job ended as {}", job);
                return;
            }
            write(client, job.get("modelId").asString());
            log.info("Demo: done. The service stays up; try {}/swagger-ui.html", root);
        } catch (IOException | RuntimeException e) {
            log.error("Demo: it failed", e);
        }
    }

    private static JsonNode upload(RestClient client) throws IOException {
        return post(
                client,
                "/corpora?name=longhand-source",
                MediaType.parseMediaType("text/plain;charset=UTF-8"),
                sources());
    }

    /** The sources as the build packed them beside the classes, in the order of their paths. */
    private static byte[] sources() throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath*:/demo/**/*.java");
        var text = new StringBuilder();
        for (var file :
                Arrays.stream(files).sorted(Comparator.comparing(Demo::path)).toList()) {
            text.append(file.getContentAsString(StandardCharsets.UTF_8));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String path(Resource file) {
        try {
            return file.getURL().getPath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String submit(RestClient client, String corpusId) {
        var request = Map.of(
                "corpusId",
                corpusId,
                "modelName",
                NAME,
                "seed",
                7,
                "network",
                Map.of("layers", 2, "hiddenSize", 128, "embeddingSize", 32),
                "optimizer",
                Map.of("learningRate", 0.005),
                "batchSize",
                16,
                "sequenceLength",
                64,
                "epochs",
                6);
        return post(client, "/training-jobs", MediaType.APPLICATION_JSON, request)
                .get("id")
                .asString();
    }

    private static JsonNode await(RestClient client, String id) {
        log.info("Demo: training job {} is queued", id);
        while (true) {
            var job = get(client, "/training-jobs/" + id);
            var status = job.get("status").asString();
            var progress = job.get("progress");
            var metrics = job.get("metrics");
            if (!metrics.get("trainLoss").isNull()) {
                log.info(
                        "Demo: {} {} %, epoch {}, step {} of {}: loss {}, validation {}, {} tokens/s, {} s left",
                        status,
                        progress.get("percent"),
                        progress.get("epoch"),
                        progress.get("step"),
                        progress.get("totalSteps"),
                        rounded(metrics.get("trainLoss")),
                        rounded(metrics.get("validationLoss")),
                        progress.get("tokensPerSecond"),
                        progress.get("remainingSeconds"));
            }
            if (!status.equals("queued") && !status.equals("running")) {
                return job;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static String rounded(JsonNode loss) {
        return loss.isNull() ? "-" : "%.3f".formatted(loss.asDouble());
    }

    private static void write(RestClient client, String modelId) {
        var request = Map.of("prompt", "/** The ", "maxTokens", 400, "temperature", 0.5, "seed", 42);
        var answer = post(client, "/models/" + modelId + "/generate", MediaType.APPLICATION_JSON, request);
        log.info(
                "Demo: model {} writes\n\n/** The {}\n",
                modelId,
                answer.get("choices").get(0).get("text").asString());
    }

    private static JsonNode post(RestClient client, String path, MediaType type, Object body) {
        return Objects.requireNonNull(
                client.post().uri(path).contentType(type).body(body).retrieve().body(JsonNode.class));
    }

    private static JsonNode get(RestClient client, String path) {
        return Objects.requireNonNull(client.get().uri(path).retrieve().body(JsonNode.class));
    }
}
