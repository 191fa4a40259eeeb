package dev.longhand.load;

import dev.longhand.resilience.Client;
import dev.longhand.resilience.Finding;
import dev.longhand.resilience.Holdings;
import dev.longhand.resilience.Proof;
import dev.longhand.resilience.Server;
import dev.longhand.resilience.Setting;
import dev.longhand.resilience.Wait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** More requests at once than there is room for, again and again. */
final class Overload implements Proof {
    private static final int CAPACITY = 24;
    private static final int QUEUE = 48;
    private static final int CLIENTS = 500;
    private static final int TOKENS = 300;
    /** As Retry-After asks for. */
    private static final Duration UNTIL_AGAIN = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String must() {
        return "500 requests at once, again and again, against a capacity of 24 and a queue of 48: refusals p99 at"
                + " most 100 ms, goodput at least 90 % of the peak, memory flat (within 8 %)";
    }

    @Override
    public Finding prove(Setting setting) {
        var time = setting.options().duration(Duration.ofSeconds(20));
        // a heap that may grow as it likes says nothing of what is held
        var server = new Server(
                setting,
                "server",
                List.of("-Xmx512m"),
                List.of("longhand.generation.concurrent=" + CAPACITY, "longhand.generation.max-waiting=" + QUEUE));
        server.start();
        var client = server.client();
        var model = Trained.small(client, client.upload(setting.text()));
        var load = new Requests(client, model);
        load.during(time.dividedBy(2), CLIENTS); // what is compiled by then
        var before = Holdings.of(server.handle());
        double peak = load.during(time, CAPACITY + QUEUE).tokensPerSecond();
        setting.say("as many clients as there is room for: %.0f tokens/s", peak);
        var over = load.during(time, CLIENTS);
        var after = Holdings.of(server.handle());
        return Finding.of(
                over.refusals.p99() <= 100
                        && over.tokensPerSecond() >= 0.9 * peak
                        && after.residentKiB() <= 1.08 * before.residentKiB(),
                "%d refusals, p99 %d ms; %.0f of %.0f tokens/s (%.0f %%); before %s, after %s",
                over.refusals.count(),
                over.refusals.p99(),
                over.tokensPerSecond(),
                peak,
                100 * over.tokensPerSecond() / peak,
                before,
                after);
    }

    private record Requests(Client client, String model) {
        Outcome during(Duration time, int clients) {
            var outcome = new Outcome(time);
            var connections = Stream.generate(() -> new RawConnection(client.port()))
                    .limit(clients)
                    .toList();
            try (var crowd = new Crowd(time)) {
                connections.forEach(connection -> crowd.add(1, () -> request(connection, outcome)));
                crowd.await();
            } finally {
                connections.forEach(RawConnection::close);
            }
            return outcome;
        }

        private void request(RawConnection connection, Outcome outcome) {
            var answer =
                    connection.post(StreamRun.path(model), Trained.request(TOKENS, outcome.seeds.incrementAndGet()));
            switch (answer.status()) {
                case 200 ->
                    outcome.count(answer.json().at("/usage/completionTokens").asLong());
                case 429, 503 -> {
                    outcome.refusals.add(answer.after());
                    Wait.pause(UNTIL_AGAIN);
                }
                default ->
                    throw new IllegalStateException(
                            "%d: %s".formatted(answer.status(), new String(answer.body(), StandardCharsets.UTF_8)));
            }
        }
    }

    private static final class Outcome {
        private final Latencies refusals = new Latencies();
        private final AtomicLong seeds = new AtomicLong();
        private final AtomicLong tokens = new AtomicLong();
        private final long begin = System.nanoTime();
        private final long end;

        Outcome(Duration time) {
            end = begin + time.toNanos();
        }

        /** What comes after the end was begun before it, as it was at the beginning: neither counts. */
        void count(long completed) {
            if (System.nanoTime() < end) {
                tokens.addAndGet(completed);
            }
        }

        double tokensPerSecond() {
            return tokens.get() * 1e9 / (end - begin);
        }
    }
}
