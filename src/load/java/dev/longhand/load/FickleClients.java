package dev.longhand.load;

import dev.longhand.resilience.Client;
import dev.longhand.resilience.Finding;
import dev.longhand.resilience.Holdings;
import dev.longhand.resilience.Proof;
import dev.longhand.resilience.Server;
import dev.longhand.resilience.Setting;
import dev.longhand.resilience.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that vanish in the middle of a stream, and clients that hardly read. */
final class FickleClients implements Proof {
    private static final int VANISH = 1000;
    private static final int AT_ONCE = 40;
    private static final int SLOW = 100;
    private static final int SLOW_SECONDS = 10;
    private static final Duration UNTIL_BACK = Duration.ofSeconds(5);
    private static final int MAY_GROW = 5;

    @Override
    public String name() {
        return "fickle-clients";
    }

    @Override
    public String must() {
        return "1,000 clients that vanish mid-stream, 100 that read one byte a second: threads, slots and memory back"
                + " to where they were within 5 s (counts within 5, memory within 8 %)";
    }

    @Override
    public Finding prove(Setting setting) {
        var server = Server.started(setting, "server");
        var client = server.client();
        var model = Trained.small(client, client.upload(setting.text()));
        // the same as will be counted, so that what a JVM keeps for the next time is there already
        vanish(client, model, VANISH / 5);
        readSlowly(client, model);
        Wait.pause(UNTIL_BACK);
        var before = Holdings.of(server.handle());
        setting.say("before: %s", before);
        vanish(client, model, VANISH);
        var afterVanishing = back(client, server);
        setting.say("after %d that vanished: %s", VANISH, afterVanishing);
        long answered = readSlowly(client, model);
        var after = back(client, server);
        return Finding.of(
                isBack(before, afterVanishing) && isBack(before, after) && answered < 1000,
                "before %s; %s after %d had vanished %s, and after %d that read slowly %s; another client was answered"
                        + " meanwhile in %d ms",
                before,
                UNTIL_BACK,
                VANISH,
                afterVanishing,
                SLOW,
                after,
                answered);
    }

    private static boolean isBack(Holdings before, Holdings after) {
        return after.residentKiB() <= 1.08 * before.residentKiB()
                && after.threads() <= before.threads() + MAY_GROW
                && after.files() <= before.files() + MAY_GROW;
    }

    /** Five seconds later, when no row is computed and nobody waits any more. */
    private static Holdings back(Client client, Server server) {
        Wait.pause(UNTIL_BACK);
        requireNothingIsComputed(client);
        return Holdings.of(server.handle());
    }

    private static void requireNothingIsComputed(Client client) {
        long rows = client.counted("longhand.generation.rows");
        long waiting = client.counted("longhand.generation.waiting");
        if (rows != 0 || waiting != 0) {
            throw new IllegalStateException("%d rows and %d requests are left".formatted(rows, waiting));
        }
    }

    private static void vanish(Client client, String model, int clients) {
        int port = client.port();
        var left = new AtomicInteger(clients);
        // one round each: what a client does is over when nobody is left to vanish
        try (var crowd = new Crowd(Duration.ofNanos(1))) {
            crowd.add(AT_ONCE, () -> {
                        for (int next = left.decrementAndGet(); next >= 0; next = left.decrementAndGet()) {
                            vanish(port, model, next % 2 == 0);
                        }
                    })
                    .await();
        }
    }

    private static void vanish(int port, String model, boolean abruptly) {
        try (var stream = new RawStream(port, StreamRun.path(model), tokens(2000))) {
            stream.awaitBegin();
            stream.read(600);
            stream.vanish(abruptly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> tokens(int number) {
        return Trained.request(number, number);
    }

    /** How long another client waits for its answer meanwhile, in ms. */
    private static long readSlowly(Client client, String model) {
        var streams = new ArrayList<RawStream>();
        try {
            for (int i = 0; i < SLOW; i++) {
                streams.add(new RawStream(client.port(), StreamRun.path(model), tokens(2000)));
            }
            for (var stream : streams) {
                stream.awaitBegin();
            }
            long answered = 0;
            for (int second = 0; second < SLOW_SECONDS; second++) {
                for (var stream : streams) {
                    stream.read(1);
                }
                if (second >= SLOW_SECONDS / 2) {
                    // all is written by now and waits to be read
                    requireNothingIsComputed(client);
                    long begin = System.nanoTime();
                    client.generate(model, "the ");
                    answered = Math.max(answered, (System.nanoTime() - begin) / 1_000_000);
                }
                Wait.pause(Duration.ofSeconds(1));
            }
            return answered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            streams.forEach(RawStream::close);
        }
    }
}
