package dev.longhand.resilience;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Many jobs of no work, so that only the queue is busy. */
final class Thousand implements Proof {
    private static final Duration A_JOB = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "thousand";
    }

    @Override
    public String must() {
        return "1,000 jobs of no work over two replicas: each ran once";
    }

    @Override
    public Finding prove(Setting setting) {
        int count = setting.options().jobs();
        var cluster = Cluster.of(
                setting,
                2,
                "longhand.training.max-queued=" + count,
                "longhand.training.parallel-jobs=2",
                "longhand.training.threads=1");
        var first = cluster.servers().getFirst().client();
        var corpus = first.upload("the quick brown fox jumps over the lazy dog. ".repeat(100));
        var ids = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            ids.add(cluster.servers().get(i % 2).client().submit(Recipe.tiny(corpus, "many", 1)));
        }
        setting.say("%d jobs wait", ids.size());
        Wait.until("the end of all jobs", A_JOB.multipliedBy(count), () -> unfinished(first) == 0 ? true : null);
        return judge(first, ids);
    }

    private static long unfinished(Client client) {
        return client.get("/api/v1/training-jobs?status=queued&limit=1")
                        .get("items")
                        .size()
                + client.get("/api/v1/training-jobs?status=running&limit=1")
                        .get("items")
                        .size();
    }

    private static Finding judge(Client client, Set<String> ids) {
        var once = client.jobs().stream()
                .filter(job -> job.hasSucceeded() && job.attempt() == 1 && ids.contains(job.id()))
                .toList();
        var models = client.models();
        var made = new HashSet<String>();
        models.forEach(model -> made.add(model.get("jobId").asString()));
        return Finding.of(
                once.size() == ids.size() && models.size() == ids.size() && made.equals(ids),
                "%d jobs: %d succeeded at their first attempt; %d models, of %d jobs",
                ids.size(),
                once.size(),
                models.size(),
                made.size());
    }
}
