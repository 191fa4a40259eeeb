package dev.longhand.fuzz;

import dev.longhand.resilience.Client;
import dev.longhand.resilience.Finding;
import dev.longhand.resilience.Job;
import dev.longhand.resilience.Proof;
import dev.longhand.resilience.Recipe;
import dev.longhand.resilience.Server;
import dev.longhand.resilience.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whatever is sent, a client is told what is wrong with it, soon and without a look inside; and the service goes on. */
record Requests(Database database) implements Proof {
    private static final int COUNT = 10_000;
    private static final int BETWEEN_LOOKS = 100;
    private static final Duration AT_MOST = Duration.ofMinutes(5);
    private static final String TEXT =
            "an old silent pond\na frog jumps into the pond\nsplash! silence again\n".repeat(40);

    /** What happens to be right is soon done, and soon refused when there is too much of it. */
    private static final List<String> SMALL = List.of(
            "longhand.generation.max-tokens=256",
            "longhand.generation.max-prompt-characters=10000",
            "longhand.generation.max-score-characters=10000",
            "longhand.training.max-queued=8",
            "longhand.training.worker.calibration=3s");

    @Override
    public String name() {
        return "requests-" + database;
    }

    @Override
    public String must() {
        return ("%,d malformed requests from the OpenAPI document: no 5xx but 503 with Retry-After, none over 5 s,"
                        + " every error a problem that shows nothing inner; then a job as ever")
                .formatted(COUNT);
    }

    @Override
    public Finding prove(Setting setting) throws IOException {
        var properties = new ArrayList<>(database.properties(setting));
        properties.addAll(SMALL);
        var server = new Server(setting, "server", List.of(), properties);
        server.start();
        var client = server.client();
        var known = Known.in(client, TEXT);
        var artifact = Wire.exchange(
                        client.port(),
                        new Message("GET", "/api/v1/models/" + known.model() + "/artifact")
                                .add("Host", "localhost")
                                .add("Connection", "close"))
                .body();
        var seeds = new Seeds(new ApiDocument(client.get("/v3/api-docs")).operations(), artifact);
        var tally = new Tally(setting.directory());
        var demands = new Demands(setting.directory().toString());
        int count = setting.options().count("requests", COUNT);
        for (int i = 0; i < count && !tally.isEnough(); i++) {
            if (i % BETWEEN_LOOKS == 0 && !known.isIn(client)) {
                known = Known.in(client, TEXT);
            }
            one(setting, i, seeds, known, client, demands, tally);
        }
        boolean works = server.isAlive() && works(client);
        return Finding.of(
                tally.wrong() == 0 && works,
                "seed %d: %s; then %s",
                setting.options().seed(),
                tally,
                works ? "a job and its model work" : "NO job works");
    }

    private static void one(
            Setting setting, int round, Seeds seeds, Known known, Client client, Demands demands, Tally tally)
            throws IOException {
        var chance = setting.chance(round);
        var message = seeds.one(known, chance);
        Damage.some(message, chance);
        try {
            var answer = Wire.exchange(client.port(), message);
            tally.count(answer);
            var lacking = demands.lacking(message, answer);
            if (lacking.isPresent()) {
                setting.say("seed %d: %s", setting.options().seed() + round, lacking.get());
                tally.wrong(lacking.get(), setting.options().seed() + round, message, answer.toString());
            }
            Begun.end(client, message, answer);
        } catch (IOException | RuntimeException e) {
            setting.say("seed %d: %s", setting.options().seed() + round, e);
            tally.wrong(e.toString(), setting.options().seed() + round, message, "");
        }
    }

    private static boolean works(Client client) {
        var corpus = client.upload(TEXT);
        var job = Job.ended(client, client.submit(Recipe.tiny(corpus, "after", 2)), AT_MOST);
        return job.hasSucceeded() && !client.generate(job.model(), "a").isEmpty();
    }
}
