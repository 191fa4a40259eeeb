package dev.longhand.fuzz;

import dev.longhand.resilience.Client;
import dev.longhand.resilience.Job;
import dev.longhand.resilience.Recipe;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What there is in a service that requests can be about. */
record Known(String corpus, String job, String model, String file, String fineTuning) {
    static final String NAME = "fuzz";
    static final String ALIAS = "champion";

    private static final Duration AT_MOST = Duration.ofMinutes(5);

    /** Made anew: a corpus, a job that has ended, and its model, which an alias protects. */
    static Known in(Client client, String text) throws IOException {
        var corpus = client.upload(text);
        var job = Job.ended(client, client.submit(Recipe.tiny(corpus, NAME, 2)), AT_MOST);
        if (!job.hasSucceeded()) {
            throw new IllegalStateException("the job is %s %s".formatted(job.status(), job.error()));
        }
        var version = client.get("/api/v1/models/" + job.model()).get("version").asInt();
        var alias = new Message("PUT", "/api/v1/models/%s/aliases/%s".formatted(NAME, ALIAS))
                .add("Host", "localhost")
                .add("Connection", "close")
                .body("application/json", "{\"version\":%d}".formatted(version));
        Wire.exchange(client.port(), alias);
        return new Known(
                corpus, job.id(), job.model(), first(client, "/v1/files"), first(client, "/v1/fine_tuning/jobs"));
    }

    private static String first(Client client, String path) {
        return client.get(path).path("data").path(0).path("id").asString("none");
    }

    /** Whether nobody has deleted it. */
    boolean isIn(Client client) {
        return Map.of("corpora/", corpus, "training-jobs/", job, "models/", model).entrySet().stream()
                .allMatch(thing -> client.get("/api/v1/" + thing.getKey() + thing.getValue(), Duration.ofSeconds(30))
                                .status()
                        == 200);
    }

    /** What stands in the braces of a path. */
    String in(String path) {
        return path.startsWith("/api/v1/corpora")
                ? corpus
                : path.startsWith("/api/v1/training-jobs")
                        ? job
                        : path.startsWith("/v1/files") ? file : path.startsWith("/v1/fine") ? fineTuning : model;
    }

    /** What a field of an example should name instead. */
    String in(String field, JsonNode example) {
        return switch (field) {
            case "corpusId" -> corpus;
            case "training_file" -> file;
            case "model", "initialModel" -> NAME;
            default -> example.asString();
        };
    }
}
