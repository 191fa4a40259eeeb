package dev.longhand.load;

import dev.longhand.resilience.Client;
import dev.longhand.resilience.Job;
import dev.longhand.resilience.Recipe;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Models to write with: what they write matters less than how fast. */
final class Trained {
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private Trained() {}

    /** Of two layers of 128, after so many steps. */
    static String small(Client client, String corpus) {
        return model(client, new Recipe(corpus, 200).request());
    }

    /** Of two layers of 512, after a step. */
    static String large(Client client, String corpus) {
        var request = new HashMap<String, Object>(Recipe.tiny(corpus, "large", 1));
        request.put("network", Map.of("layers", 2, "hiddenSize", 512, "embeddingSize", 64));
        return model(client, request);
    }

    private static String model(Client client, Map<String, ?> request) {
        var job = Job.ended(client, client.submit(request), AT_MOST);
        if (!job.hasSucceeded()) {
            throw new IllegalStateException("the job is %s %s".formatted(job.status(), job.error()));
        }
        return job.model();
    }

    static Map<String, Object> request(int tokens, long seed) {
        return Map.of("prompt", "the ", "maxTokens", tokens, "seed", seed, "unknownCharacters", "skip");
    }
}
