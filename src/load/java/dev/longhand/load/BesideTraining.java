package dev.longhand.load;

import dev.longhand.resilience.Client;
import dev.longhand.resilience.Finding;
import dev.longhand.resilience.Job;
import dev.longhand.resilience.Proof;
import dev.longhand.resilience.Recipe;
import dev.longhand.resilience.Server;
import dev.longhand.resilience.Setting;
import dev.longhand.resilience.Wait;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Streams are served while a job trains. */
final class BesideTraining implements Proof {
    private static final int STREAMS = 24;
    private static final int TOKENS = 300;
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(50);

    @Override
    public String name() {
        return "beside-training";
    }

    @Override
    public String must() {
        return "24 streams while a job trains: first token p99 at most 1 s, gap between tokens p99 at most 250 ms,"
                + " health check p99 at most 100 ms, training keeps at least 40 % of its speed";
    }

    @Override
    public Finding prove(Setting setting) {
        var time = setting.options().duration(Duration.ofSeconds(30));
        var server = Server.started(setting, "server");
        var client = server.client();
        var corpus = client.upload(setting.text());
        var model = Trained.small(client, corpus);
        var job = client.submit(new Recipe(corpus, 100_000_000).request());
        Job.learning(client, job);
        // the first request of all loads the model
        var begun = StreamRun.of(client, model, Trained.request(TOKENS, 0));
        setting.say(
                "the first stream of a model: first token after %d ms",
                begun.firstToken().toMillis());
        Wait.pause(Duration.ofSeconds(5));
        double alone = stepsPerSecond(client, job, () -> Wait.pause(time));
        setting.say("training alone: %.1f steps/s", alone);
        var first = new Latencies();
        var gaps = new Latencies();
        var health = new Latencies();
        var seeds = new AtomicLong();
        var tokens = new AtomicLong();
        long begin = System.nanoTime();
        double beside = stepsPerSecond(client, job, () -> {
            try (var crowd = new Crowd(time)) {
                crowd.add(STREAMS, () -> {
                            var run = StreamRun.of(client, model, Trained.request(TOKENS, seeds.incrementAndGet()));
                            first.add(run.firstToken());
                            gaps.addAll(run.gaps());
                            tokens.addAndGet(run.tokens());
                        })
                        .add(1, () -> {
                            health.add(client.get("/actuator/health", Duration.ofSeconds(10))
                                    .after());
                            Wait.pause(BETWEEN_CHECKS);
                        })
                        .await();
            }
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        client.cancel(job);
        return Finding.of(
                first.p99() <= 1000 && gaps.p99() <= 250 && health.p99() <= 100 && beside >= 0.4 * alone,
                "%d streams, %.0f tokens/s: first token p99 %d ms, gap p99 %d ms, health p99 %d ms; training %.0f %% of"
                        + " %.1f steps/s",
                first.count(),
                tokens.get() / seconds,
                first.p99(),
                gaps.p99(),
                health.p99(),
                100 * beside / alone,
                alone);
    }

    private static double stepsPerSecond(Client client, String job, Runnable meanwhile) {
        long begin = System.nanoTime();
        long step = client.job(job).step();
        meanwhile.run();
        var now = client.job(job);
        if (now.hasEnded()) {
            throw new IllegalStateException("the job is %s %s".formatted(now.status(), now.error()));
        }
        return (now.step() - step) * 1e9 / (System.nanoTime() - begin);
    }
}
