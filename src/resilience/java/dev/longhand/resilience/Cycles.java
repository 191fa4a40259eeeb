package dev.longhand.resilience;

import java.time.Duration;
import java.util.ArrayList;

/** Trains, generates and deletes again and again, and looks at what the server holds meanwhile. */
final class Cycles implements Proof {
    /** Both windows are a fifth of all cycles; the early one begins when the compiler has seen the code. */
    private static final double WINDOW = 0.2;

    private static final double EARLY = 0.3;

    /** What is left of growth that is none: code that is compiled later, pages that an allocator keeps. */
    private static final double MEMORY_MAY_GROW = 1.08;

    private static final long COUNTS_MAY_GROW = 5;

    @Override
    public String name() {
        return "cycles";
    }

    @Override
    public String must() {
        return "100 cycles of train, generate, delete: the server's resident memory, threads and open files flat"
                + " (memory within 8 %, counts within 5; medians of an early and a late fifth)";
    }

    @Override
    public Finding prove(Setting setting) {
        int rounds = setting.options().rounds(100);
        var server = Server.started(setting, "server");
        var text = setting.text();
        var seen = new ArrayList<Holdings>();
        for (int round = 0; round < rounds; round++) {
            cycle(server.client(), text);
            seen.add(Holdings.of(server.handle()));
            if (round % 10 == 9) {
                setting.say("after %d cycles %s", round + 1, seen.getLast());
            }
        }
        int window = Math.max(1, (int) (WINDOW * rounds));
        int early = Math.min((int) (EARLY * rounds), rounds - window);
        var before = Holdings.median(seen.subList(early, early + window));
        var after = Holdings.median(seen.subList(rounds - window, rounds));
        return Finding.of(
                after.residentKiB() <= before.residentKiB() * MEMORY_MAY_GROW
                        && after.threads() <= before.threads() + COUNTS_MAY_GROW
                        && after.files() <= before.files() + COUNTS_MAY_GROW,
                "%d cycles; early %s; late %s",
                rounds,
                before,
                after);
    }

    private static void cycle(Client client, String text) {
        var corpus = client.upload(text);
        var job = Job.ended(client, client.submit(Recipe.tiny(corpus, "cycle", 5)), Duration.ofMinutes(2));
        if (!job.hasSucceeded()) {
            throw new IllegalStateException("a job is %s %s".formatted(job.status(), job.error()));
        }
        client.generate(job.model(), "the ");
        client.delete("models/" + job.model());
        client.delete("corpora/" + corpus);
    }
}
