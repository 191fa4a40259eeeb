package dev.longhand.resilience;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Jobs are cancelled at random times, while they wait, start and run. */
final class Cancels implements Proof {
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final Duration LATEST = Duration.ofSeconds(6);
    private static final long MORE_STEPS_THAN_ANYBODY_WAITS_FOR = 100_000_000;

    @Override
    public String name() {
        return "cancels";
    }

    @Override
    public String must() {
        return "100 cancels at random times on H2: cancelled within 5 s, the worker gone, the database still open";
    }

    @Override
    public Finding prove(Setting setting) {
        int rounds = setting.options().rounds(100);
        var server = Server.started(setting, "server");
        var corpus = server.client().upload(setting.text());
        var slowest = Duration.ZERO;
        int done = 0;
        for (int round = 0; round < rounds; round++) {
            var after = Duration.ofMillis(setting.chance(round).nextLong(LATEST.toMillis()));
            var took = cancel(server, corpus, after);
            setting.say(
                    "round %d, seed %d: cancelled after %d ms, over %s later",
                    round,
                    setting.options().seed() + round,
                    after.toMillis(),
                    took == null ? "NOT in time" : took.toMillis() + " ms");
            if (took != null) {
                done++;
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
        }
        boolean open = server.client().jobs().size() == rounds;
        return Finding.of(
                done == rounds && open,
                "%d of %d within %d ms, workers gone; the database lists %s jobs",
                done,
                rounds,
                slowest.toMillis(),
                open ? "all" : "NOT all");
    }

    private static @Nullable Duration cancel(Server server, String corpus, Duration after) {
        var client = server.client();
        var id = client.submit(new Recipe(corpus, MORE_STEPS_THAN_ANYBODY_WAITS_FOR).request());
        Wait.pause(after);
        long begin = System.nanoTime();
        client.cancel(id);
        var gone = Wait.howLong(
                WITHIN,
                () -> client.job(id).status().equals("cancelled")
                        && server.workers().isEmpty());
        return gone == null ? null : Duration.ofNanos(System.nanoTime() - begin);
    }
}
