package dev.longhand.resilience;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A learning rate with which nothing can be learned. */
final class RateFifty implements Proof {
    private static final double RATE = 50;
    private static final long STEPS = 600;

    /** Networks and optimizers that diverge in different ways: in the loss, in the gradient, in the weights. */
    private static final List<Map<String, Object>> TRAINS = List.of(
            Map.of("network", Map.of("cell", "lstm"), "optimizer", Map.of("type", "adam")),
            Map.of("network", Map.of("cell", "gru"), "optimizer", Map.of("type", "rmsprop")),
            Map.of("network", Map.of("cell", "lstm"), "optimizer", Map.of("type", "sgd")),
            Map.of("network", Map.of("cell", "rnn", "activation", "relu"), "optimizer", Map.of("type", "sgd")));

    @Override
    public String name() {
        return "rate-50";
    }

    @Override
    public String must() {
        return "learning rate 50: heals or fails with diverged; no model with a value that is not finite";
    }

    @Override
    public Finding prove(Setting setting) throws IOException {
        var server = Server.started(setting, "server");
        var client = server.client();
        var corpus = client.upload(setting.text());
        boolean holds = true;
        var outcomes = new ArrayList<String>();
        for (var train : TRAINS) {
            for (var clipping : List.of("none", "globalNorm")) {
                var job = Job.ended(client, client.submit(request(corpus, train, clipping)), Duration.ofMinutes(10));
                var healed = client.events(job.id()).stream()
                        .filter(event -> event.isWarning("diverged"))
                        .count();
                boolean finite = !job.hasSucceeded() || isFinite(setting, client, job);
                holds &= finite && (job.hasSucceeded() || job.error().equals("diverged"));
                outcomes.add("%s %s%s".formatted(job.status(), job.error(), finite ? "" : " NOT FINITE"));
                setting.say(
                        "%s, clipping %s: %s, rolled back %d times; began %d ms after it was claimed",
                        train,
                        clipping,
                        outcomes.getLast(),
                        healed,
                        start(client.events(job.id())).toMillis());
            }
        }
        return Finding.of(holds, "%s", outcomes);
    }

    /** From the claim of a job to the moment before its first step. */
    private static Duration start(List<Client.JobEvent> events) {
        var begin = events.stream().filter(Client.JobEvent::isBegin).findFirst().orElseThrow();
        var claimed = events.stream()
                .filter(event -> event.isStatus("running") && event.at().isBefore(begin.at()))
                .findFirst()
                .orElseThrow();
        return Duration.between(claimed.at(), begin.at());
    }

    private static Map<String, Object> request(String corpus, Map<String, Object> train, String clipping) {
        var request = new HashMap<>(Recipe.tiny(corpus, "fifty", STEPS));
        request.put("network", with(train.get("network"), Map.of("layers", 2, "hiddenSize", 64, "embeddingSize", 16)));
        request.put("optimizer", with(train.get("optimizer"), Map.of("learningRate", RATE)));
        request.put("gradientClipping", Map.of("type", clipping));
        request.put("batchSize", 16);
        request.put("sequenceLength", 32);
        return request;
    }

    private static Map<Object, Object> with(@Nullable Object some, Map<String, ?> more) {
        var all = new HashMap<Object, Object>(more);
        all.putAll((Map<?, ?>) Objects.requireNonNull(some));
        return all;
    }

    private static boolean isFinite(Setting setting, Client client, Job job) throws IOException {
        var file = setting.directory().resolve(job.model());
        client.download(job.model(), file);
        return SafeTensors.isFinite(file);
    }
}
