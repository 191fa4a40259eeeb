package dev.longhand.load;

import dev.longhand.resilience.Client;
import dev.longhand.resilience.Finding;
import dev.longhand.resilience.Job;
import dev.longhand.resilience.Proof;
import dev.longhand.resilience.Recipe;
import dev.longhand.resilience.Server;
import dev.longhand.resilience.Setting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The same request from many clients at once: what each of them reads does not depend on the others, or on a training. */
final class OneText implements Proof {
    private static final int CLIENTS = 64;
    private static final int TOKENS = 300;
    private static final long SEED = 42;

    @Override
    public String name() {
        return "one-text";
    }

    @Override
    public String must() {
        return "64 identical requests at once, again and again, some streamed, some not, some cancelled half-way,"
                + " alone and while a job trains: one text";
    }

    @Override
    public Finding prove(Setting setting) {
        var time = setting.options().duration(Duration.ofSeconds(20));
        var server = Server.started(setting, "server");
        var client = server.client();
        var corpus = client.upload(setting.text());
        var ask = new Ask(client, StreamRun.path(Trained.small(client, corpus)), Trained.request(TOKENS, SEED));
        var text = ask.plain();
        var quiet = new Seen();
        ask.fromAll(time, text.length() / 2, quiet);
        setting.say("without a training: %s", quiet);
        var job = client.submit(new Recipe(corpus, 100_000_000).request());
        Job.learning(client, job);
        var beside = new Seen();
        ask.fromAll(time, text.length() / 2, beside);
        boolean trained = !client.job(job).hasEnded();
        client.cancel(job);
        return Finding.of(
                trained && quiet.only(text) && beside.only(text),
                "%d characters; without a training %s; while one ran %s",
                text.length(),
                quiet,
                beside);
    }

    /** One request in its three ways. */
    private record Ask(Client client, String path, Map<String, ?> request) {
        String plain() {
            var answer = client.answer(path, request);
            if (answer.status() != 200) {
                throw new IllegalStateException("%d: %s".formatted(answer.status(), answer.text()));
            }
            return answer.json().at("/choices/0/text").asString();
        }

        void fromAll(Duration time, int half, Seen seen) {
            try (var crowd = new Crowd(time)) {
                crowd.add(CLIENTS / 4, () -> seen.whole(plain()))
                        .add(CLIENTS / 2, () -> seen.whole(StreamedText.whole(client, path, request)))
                        .add(CLIENTS / 4, () -> seen.begun(StreamedText.begun(client, path, request, half)))
                        .await();
            }
        }
    }

    /** The different texts that were read, and how many read each. */
    private static final class Seen {
        private final Map<String, AtomicInteger> whole = new ConcurrentHashMap<>();
        private final Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();

        void whole(String text) {
            count(whole, text);
        }

        void begun(String text) {
            count(begun, text);
        }

        private static void count(Map<String, AtomicInteger> texts, String text) {
            texts.computeIfAbsent(text, unseen -> new AtomicInteger()).incrementAndGet();
        }

        boolean only(String text) {
            return whole.keySet().equals(Set.of(text))
                    && !begun.isEmpty()
                    && begun.keySet().stream().allMatch(text::startsWith);
        }

        @Override
        public String toString() {
            return "%d answers of %d text(s), %d cancelled half-way".formatted(sum(whole), whole.size(), sum(begun));
        }

        private static int sum(Map<String, AtomicInteger> texts) {
            return texts.values().stream().mapToInt(AtomicInteger::get).sum();
        }
    }
}
