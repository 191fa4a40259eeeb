package dev.longhand.load;

import dev.longhand.resilience.Client;
import dev.longhand.resilience.Finding;
import dev.longhand.resilience.Proof;
import dev.longhand.resilience.Server;
import dev.longhand.resilience.Setting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What is gained where streams are computed together. */
final class Together implements Proof {
    private static final int STREAMS = 64;
    private static final int TOKENS = 500;

    @Override
    public String name() {
        return "together";
    }

    @Override
    public String must() {
        return "64 streams at H=512 give at least 5 times the tokens per second of one";
    }

    @Override
    public Finding prove(Setting setting) {
        var time = setting.options().duration(Duration.ofSeconds(15));
        var server = Server.started(setting, "server");
        var client = server.client();
        var model = Trained.large(client, client.upload(setting.text()));
        tokensPerSecond(client, model, STREAMS, time);
        double one = tokensPerSecond(client, model, 1, time);
        double many = tokensPerSecond(client, model, STREAMS, time);
        return Finding.of(
                many >= 5 * one, "one %.0f tokens/s, %d streams %.0f: %.1f times", one, STREAMS, many, many / one);
    }

    private static double tokensPerSecond(Client client, String model, int streams, Duration time) {
        var seeds = new AtomicLong();
        var tokens = new AtomicLong();
        long begin = System.nanoTime();
        try (var crowd = new Crowd(time)) {
            crowd.add(
                            streams,
                            () -> tokens.addAndGet(
                                    StreamRun.of(client, model, Trained.request(TOKENS, seeds.incrementAndGet()))
                                            .tokens()))
                    .await();
        }
        return tokens.get() * 1e9 / (System.nanoTime() - begin);
    }
}
