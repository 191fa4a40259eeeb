package dev.longhand.resilience;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A training whose result is known bit by bit: the same every time, whatever happens meanwhile.
 *
 * @param maxSteps which decides how long it takes
 */
public record Recipe(String corpusId, long maxSteps) {
    static final String MODEL = "proved";
    static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);

    private static final int BATCH = 16;
    private static final int SEQUENCE = 64;
    private static final long STEPS_TO_MEASURE = 400;

    public Map<String, Object> request() {
        var request = new HashMap<String, Object>();
        request.put("corpusId", corpusId);
        request.put("modelName", MODEL);
        request.put("seed", 7);
        request.put(
                "network", Map.of("cell", "lstm", "layers", 2, "hiddenSize", 128, "embeddingSize", 32, "dropout", 0.1));
        request.put("optimizer", Map.of("type", "adam", "learningRate", 0.004));
        request.put("batchSize", BATCH);
        request.put("sequenceLength", SEQUENCE);
        request.put("epochs", 10_000);
        request.put("earlyStopping", Map.of("patience", 10_000));
        request.put("maxSteps", maxSteps);
        request.put("checkpointEvery", CHECKPOINT_EVERY.toString());
        return request;
    }

    /** Of one step: hardly more than the process that makes it. */
    public static Map<String, Object> tiny(String corpusId, String modelName, long maxSteps) {
        var request = new HashMap<String, Object>();
        request.put("corpusId", corpusId);
        request.put("modelName", modelName);
        request.put("seed", 7);
        request.put("network", Map.of("layers", 1, "hiddenSize", 8, "embeddingSize", 4));
        request.put("batchSize", 2);
        request.put("sequenceLength", 8);
        request.put("epochs", 10_000);
        request.put("earlyStopping", Map.of("patience", 10_000));
        request.put("maxSteps", maxSteps);
        return request;
    }

    /** A training that takes about as long on this machine, when nothing else goes on. */
    static Recipe lasting(Duration time, Client client, String corpusId) {
        var id = client.submit(new Recipe(corpusId, STEPS_TO_MEASURE).request());
        var job = Job.ended(client, id, Duration.ofMinutes(5));
        if (!job.hasSucceeded()) {
            throw new IllegalStateException("the job to measure by is %s %s".formatted(job.status(), job.error()));
        }
        client.delete("models/" + job.model());
        var progress = client.get("/api/v1/training-jobs/" + id).get("progress");
        double stepsPerSecond = progress.get("tokensPerSecond").asDouble() / (BATCH * SEQUENCE);
        return new Recipe(corpusId, Math.max(STEPS_TO_MEASURE, Math.round(stepsPerSecond * time.toSeconds())));
    }
}
