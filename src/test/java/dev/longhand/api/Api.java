package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a client sees it: bytes out, status, headers and JSON in. */
final class Api {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final String root;
    private final String key;

    Api(int port) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), "http://127.0.0.1:" + port, null);
    }

    private Api(HttpClient client, String root, String key) {
        this.client = client;
        this.root = root;
        this.key = key;
    }

    /** A client of the same service that sends this key with every request. */
    Api with(String key) {
        return new Api(client, root, key);
    }

    /** An answer, with its body as bytes and, where it is JSON, as a tree. */
    record Answer(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        String contentType() {
            return response.headers().firstValue("Content-Type").orElse("");
        }

        String location() {
            return response.headers().firstValue("Location").orElseThrow();
        }

        Answer expect(int expected) {
            assertThat(status).as(text()).isEqualTo(expected);
            return this;
        }

        /** Checks that it is a problem of this kind and nothing of the inside shows. */
        JsonNode problem(int expected, String slug) {
            expect(expected);
            assertThat(contentType()).startsWith("application/problem+json");
            var problem = json();
            assertThat(problem.get("type").asString()).isEqualTo("/problems/" + slug);
            assertThat(problem.get("status").asInt()).isEqualTo(expected);
            assertThat(problem.get("detail").asString()).isNotBlank();
            assertThat(text()).doesNotContain("dev.longhand", "java.", "Exception", "springframework", "jackson");
            return problem;
        }
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE);
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError("The service did not answer", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Answer get(String path) {
        return send(request(path));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, String json) {
        return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** A request whose answer comes as server-sent events. */
    HttpRequest.Builder streaming(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(json));
    }

    /** All events of an answer. */
    Events events(String path, String json) {
        var answer = send(streaming(path, json)).expect(200);
        assertThat(answer.contentType()).startsWith("text/event-stream");
        return Events.of(answer.text());
    }

    /** Reads a part of the answer, and goes away. */
    void vanish(HttpRequest.Builder request, int bytes) {
        try (var body = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.readNBytes(bytes)).hasSize(bytes);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    Answer post(String path, String contentType, byte[] body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    /** A multipart body of one file and, where it is not null, a name. */
    Answer upload(String path, String fileName, byte[] file, String name) {
        var boundary = "----longhand";
        var parts = new ArrayList<byte[]>();
        if (name != null) {
            parts.add(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        parts.add(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        parts.add(file);
        parts.add(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        BodyPublisher body = BodyPublishers.ofByteArrays(parts);
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    /** A corpus of this text; its id. */
    String corpus(String text) {
        return post("/api/v1/corpora?name=test", "text/plain", text.getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .json()
                .get("id")
                .asString();
    }

    /** Submits a job; its id. */
    String submit(String json) {
        return post("/api/v1/training-jobs", json).expect(202).json().get("id").asString();
    }

    /** The job as soon as it has one of these states. */
    JsonNode await(String job, String... states) {
        var wanted = Set.of(states);
        return awaitThat(
                "/api/v1/training-jobs/" + job,
                now -> wanted.contains(now.get("status").asString()));
    }

    /** What is there as soon as it is like this. */
    JsonNode awaitThat(String path, Predicate<JsonNode> like) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var now = get(path).expect(200).json();
            if (like.test(now)) {
                return now;
            }
            assertThat(System.nanoTime()).as("waiting for %s", now).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** All events of a job, page by page, from its first one on. */
    List<JsonNode> events(String job) {
        var events = new ArrayList<JsonNode>();
        String after = "";
        do {
            var page = get("/api/v1/training-jobs/" + job + "/events?limit=50" + after)
                    .expect(200)
                    .json();
            page.get("items").forEach(events::addFirst);
            after = page.get("next").isNull()
                    ? null
                    : "&after=" + page.get("next").asString();
        } while (after != null);
        return events;
    }

    /** Trains a very small model; the finished job. */
    JsonNode train(String corpusId, String name) {
        return await(submit(small(corpusId, name, 3)), "succeeded", "failed");
    }

    static String small(String corpusId, String name, int epochs) {
        return """
            {"corpusId": "%s", "modelName": "%s", "seed": 7, "batchSize": 4, "sequenceLength": 16, "epochs": %d,
             "network": {"layers": 2, "hiddenSize": 24, "embeddingSize": 8}, "optimizer": {"learningRate": 0.01},
             "earlyStopping": {"patience": 10000}}\
            """.formatted(corpusId, name, epochs);
    }
}
