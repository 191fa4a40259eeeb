package dev.longhand.resilience;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks with a server as anybody else would: over HTTP. */
public final class Client {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String root;

    Client(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    /** What came back, and how soon. */
    public record Answer(int status, String text, Duration after) {
        public JsonNode json() {
            return JSON.readTree(text);
        }
    }

    /**
     * @throws NoAnswer when there is none in time
     */
    public Answer get(String path, Duration patience) {
        return send(request(path).timeout(patience).GET());
    }

    public JsonNode get(String path) {
        return expect(path, get(path, PATIENCE));
    }

    private JsonNode post(String path, Object body) {
        return expect(path, answer(path, body));
    }

    /** Whatever the answer is. */
    public Answer answer(String path, Object body) {
        return send(posting(path, body));
    }

    private HttpRequest.Builder posting(String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    /**
     * A stream of events as it comes; to be closed.
     *
     * @throws NoAnswer when there is none, or none that is a stream
     */
    public InputStream stream(String path, Object body) {
        try {
            var answer = HTTP.send(
                    posting(path, body)
                            .setHeader("Accept", "text/event-stream, application/problem+json")
                            .build(),
                    BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                try (var problem = answer.body()) {
                    var text = new String(problem.readAllBytes(), StandardCharsets.UTF_8);
                    throw new NoAnswer("%s answered %d: %s".formatted(path, answer.statusCode(), text));
                }
            }
            return answer.body();
        } catch (IOException e) {
            throw new NoAnswer(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return URI.create(root).getPort();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .header("Accept", "application/json, application/octet-stream")
                .timeout(PATIENCE);
    }

    private static Answer send(HttpRequest.Builder request) {
        long begin = System.nanoTime();
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new NoAnswer(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode expect(String path, Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new NoAnswer("%s answered %d: %s".formatted(path, answer.status(), answer.text()));
        }
        return answer.text().isEmpty() ? JSON.nullNode() : answer.json();
    }

    boolean answers() {
        return get("/api/v1/training-jobs?limit=1", PATIENCE).status() == 200;
    }

    /** The new corpus's id. */
    public String upload(String text) {
        var answer = send(request("/api/v1/corpora?name=text")
                .header("Content-Type", "text/plain; charset=UTF-8")
                .POST(BodyPublishers.ofString(text)));
        return expect("/api/v1/corpora", answer).get("id").asString();
    }

    /** The new job's id. */
    public String submit(Map<String, ?> request) {
        return post("/api/v1/training-jobs", request).get("id").asString();
    }

    public Job job(String id) {
        return Job.of(get("/api/v1/training-jobs/" + id));
    }

    List<Job> jobs() {
        return all("/api/v1/training-jobs").stream().map(Job::of).toList();
    }

    public void cancel(String jobId) {
        post("/api/v1/training-jobs/" + jobId + "/cancel", Map.of());
    }

    void resume(String jobId) {
        post("/api/v1/training-jobs/" + jobId + "/resume", Map.of());
    }

    /** Oldest first. */
    List<JobEvent> events(String jobId) {
        return all("/api/v1/training-jobs/" + jobId + "/events").stream()
                .map(JobEvent::of)
                .toList()
                .reversed();
    }

    List<JsonNode> models() {
        return all("/api/v1/models");
    }

    JsonNode model(String reference) {
        return get("/api/v1/models/" + reference);
    }

    List<String> ids(String collection) {
        return all("/api/v1/" + collection).stream()
                .map(thing -> thing.get("id").asString())
                .toList();
    }

    void delete(String path) {
        expect(path, send(request("/api/v1/" + path).DELETE()));
    }

    /** The same seed gives the same text. */
    public String generate(String model, String prompt) {
        var request = Map.of("prompt", prompt, "maxTokens", 50, "seed", 1, "unknownCharacters", "skip");
        return post("/api/v1/models/" + model + "/generate", request)
                .get("choices")
                .get(0)
                .get("text")
                .asString();
    }

    void download(String model, Path file) {
        try {
            HTTP.send(request("/api/v1/models/" + model + "/artifact").build(), BodyHandlers.ofFile(file));
        } catch (IOException e) {
            throw new NoAnswer(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of a meter, 0 where it has never been touched. */
    public long counted(String meter) {
        var answer = get("/actuator/metrics/" + meter, PATIENCE);
        return answer.status() == 404
                ? 0
                : Math.round(
                        answer.json().get("measurements").get(0).get("value").asDouble());
    }

    private List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = get(path + "?limit=100" + next);
            page.get("items").forEach(items::add);
            next = page.get("next").isNull() ? "" : "&after=" + page.get("next").asString();
        } while (!next.isEmpty());
        return items;
    }

    /** Something that happened to a job. */
    record JobEvent(String type, Instant at, JsonNode data) {
        static JobEvent of(JsonNode event) {
            return new JobEvent(
                    event.get("type").asString(),
                    Instant.parse(event.get("createdAt").asString()),
                    event.get("data"));
        }

        boolean isCheckpoint() {
            return type.equals("checkpoint");
        }

        /** That training begins or goes on, after the step that it names. */
        boolean isBegin() {
            return type.equals("status") && data.has("step");
        }

        boolean isStatus(String status) {
            return type.equals("status") && status.equals(data.path("status").asString());
        }

        boolean isWarning(String code) {
            return type.equals("warning") && code.equals(data.path("code").asString());
        }

        long step() {
            return data.get("step").asLong();
        }
    }
}
