package dev.longhand.resilience;

import java.time.Duration;
import java.util.List;

/** Two servers share the jobs; the one that works on a job dies, or sleeps so long that it is thought dead. */
final class Replicas implements Proof {
    private static final Duration UNDISTURBED = Duration.ofSeconds(30);
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final Duration TO_NOTICE = Duration.ofSeconds(30);
    private static final String REFUSED = "longhand.training.refused.writes";
    private static final String WARNING = "was claimed with fence";

    @Override
    public String name() {
        return "replicas";
    }

    @Override
    public String must() {
        return "two replicas on one PostgreSQL, the owner killed, 5 rounds; the owner stopped (SIGSTOP) for longer"
            + " than its lease and continued, 5 rounds: exactly one model each time, with the same SHA-256; the stale"
            + " worker's writes are refused and counted";
    }

    @Override
    public Finding prove(Setting setting) {
        int rounds = setting.options().rounds(5);
        var cluster = Cluster.of(setting, 2);
        var client = cluster.servers().getFirst().client();
        var reference = Reference.trained(setting, client, setting.options().duration(UNDISTURBED));
        int killed = 0;
        int stopped = 0;
        for (int round = 0; round < rounds; round++) {
            killed += kill(setting, cluster, reference, round) ? 1 : 0;
        }
        long refused = 0;
        for (int round = rounds; round < 2 * rounds; round++) {
            long before = refused(cluster.servers());
            stopped += stop(setting, cluster, reference, round) ? 1 : 0;
            refused += refused(cluster.servers()) - before;
        }
        return Finding.of(
                killed == rounds && stopped == rounds,
                "killed: %d of %d, stopped: %d of %d with exactly one model of the same SHA-256; %d stale writes"
                        + " refused, each in the log",
                killed,
                rounds,
                stopped,
                rounds,
                refused);
    }

    private static boolean kill(Setting setting, Cluster cluster, Reference reference, int round) {
        var id = cluster.servers().getFirst().client().submit(reference.recipe().request());
        var owner = cluster.owner();
        Wait.pause(moment(setting, round, reference));
        var children = owner.children();
        owner.kill();
        if (!Server.awaitEnd(children)) {
            throw new IllegalStateException("a worker outlived its server");
        }
        var other = cluster.otherThan(owner).client();
        var job = Job.ended(other, id, AT_MOST);
        owner.start();
        return isWhole(setting, round, "killed", reference, other, job);
    }

    /** The server alone: its worker goes on until nobody takes what it says any more. */
    private static boolean stop(Setting setting, Cluster cluster, Reference reference, int round) {
        var id = cluster.servers().getFirst().client().submit(reference.recipe().request());
        var owner = cluster.owner();
        Wait.pause(moment(setting, round, reference));
        var workers = owner.workers();
        long refusedBefore = owner.client().counted(REFUSED);
        int warnedBefore = warnings(owner);
        Signal.STOP.send(List.of(owner.handle()));
        var other = cluster.otherThan(owner);
        try {
            Wait.until(
                    "the other replica's worker", AT_MOST, () -> other.workers().isEmpty() ? null : true);
            Wait.pause(moment(setting, round, reference));
        } finally {
            Signal.CONT.send(List.of(owner.handle()));
        }
        boolean noticed = Wait.howLong(
                        TO_NOTICE,
                        () -> owner.client().counted(REFUSED) > refusedBefore
                                && warnings(owner) > warnedBefore
                                && workers.stream().noneMatch(ProcessHandle::isAlive))
                != null;
        var job = Job.ended(other.client(), id, AT_MOST);
        if (!noticed) {
            setting.say("round %d: the stale worker's writes were NOT refused and counted", round);
        }
        return isWhole(setting, round, "stopped", reference, other.client(), job) && noticed;
    }

    private static Duration moment(Setting setting, int round, Reference reference) {
        return Duration.ofMillis(setting.chance(round).nextLong(reference.took().toMillis() * 2 / 3));
    }

    private static boolean isWhole(
            Setting setting, int round, String what, Reference reference, Client client, Job job) {
        long models = Cluster.modelsOf(client, job.id());
        boolean same = reference.isMadeBy(job, client);
        setting.say(
                "round %d, seed %d: %s -> %s in %d attempts, %d models, SHA-256 %s",
                round,
                setting.options().seed() + round,
                what,
                job.status(),
                job.attempt(),
                models,
                same ? "the same" : "ANOTHER");
        return same && models == 1;
    }

    private static int warnings(Server server) {
        return server.log().split(WARNING, -1).length - 1;
    }

    private static long refused(List<Server> servers) {
        return servers.stream()
                .mapToLong(server -> server.client().counted(REFUSED))
                .sum();
    }
}
