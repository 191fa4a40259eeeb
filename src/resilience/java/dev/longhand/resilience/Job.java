package dev.longhand.resilience;

import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A training job as the API shows it.
 *
 * @param model what it made, empty where there is none
 * @param error the code of its failure, empty where there is none
 */
public record Job(String id, String status, int attempt, long step, String model, String error) {
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "cancelled");

    static Job of(JsonNode job) {
        return new Job(
                job.get("id").asString(),
                job.get("status").asString(),
                job.get("attempt").asInt(),
                job.get("progress").get("step").asLong(),
                job.get("modelId").isNull() ? "" : job.get("modelId").asString(),
                job.get("error").isNull() ? "" : job.get("error").get("code").asString());
    }

    public boolean hasEnded() {
        return ENDS.contains(status);
    }

    public boolean hasSucceeded() {
        return status.equals("succeeded");
    }

    public static Job ended(Client client, String id, Duration atMost) {
        return Wait.until("the end of job " + id, atMost, () -> {
            var job = client.job(id);
            return job.hasEnded() ? job : null;
        });
    }

    /** Once it has made its first step. */
    public static Job learning(Client client, String id) {
        return Wait.until("the first step of job " + id, Duration.ofMinutes(2), () -> {
            var job = client.job(id);
            return job.step() > 0 || job.hasEnded() ? job : null;
        });
    }

    /** Of the model that it made. */
    String sha256(Client client) {
        if (!hasSucceeded()) {
            throw new IllegalStateException("job %s is %s %s".formatted(id, status, error));
        }
        return client.model(model).get("sha256").asString();
    }
}
