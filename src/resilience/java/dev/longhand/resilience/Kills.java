package dev.longhand.resilience;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The server, the worker, or both are killed at random times of one job. */
final class Kills implements Proof {
    private static final Duration UNDISTURBED = Duration.ofSeconds(60);
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    /** Of one job; below the number of starts without a checkpoint that the service allows. */
    private static final int MOST_KILLS = 2;
    /** To write a checkpoint, to write it down, and to look how far the job is. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final Duration LEFTOVER_AGE = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "kills";
    }

    @Override
    public String must() {
        return "SIGKILL of the server, of the worker, of both, at random times during one job of about 60 s, 20"
            + " rounds: all end in succeeded with the SHA-256 of the undisturbed run; at most one checkpoint interval"
            + " (5 s, and 2 s to write it) recomputed each time; no stray files after clean-up";
    }

    private enum Victim {
        SERVER,
        WORKER,
        BOTH
    }

    @Override
    public Finding prove(Setting setting) {
        int rounds = setting.options().rounds(20);
        var server = Server.started(
                setting,
                "server",
                "longhand.storage.sweep-interval=PT2S",
                "longhand.storage.leftover-age=" + LEFTOVER_AGE);
        var reference =
                Reference.trained(setting, server.client(), setting.options().duration(UNDISTURBED));
        var losses = new ArrayList<Recomputed>();
        int same = 0;
        for (int round = 0; round < rounds; round++) {
            same += round(setting, server, reference, round, losses) ? 1 : 0;
        }
        var stray = StrayFiles.after(server.client(), server.files(), LEFTOVER_AGE);
        var worst = Recomputed.worst(losses);
        boolean within = worst.time().compareTo(Recipe.CHECKPOINT_EVERY.plus(SLACK)) <= 0;
        return Finding.of(
                same == rounds && losses.size() >= rounds && within && stray.isEmpty(),
                "%d of %d with the same SHA-256; %d kills, at most %s recomputed; stray files: %s",
                same,
                rounds,
                losses.size(),
                worst,
                stray.isEmpty() ? "none" : stray);
    }

    private boolean round(Setting setting, Server server, Reference reference, int round, List<Recomputed> losses) {
        var chance = setting.chance(round);
        var id = server.client().submit(reference.recipe().request());
        var kills = new ArrayList<Kill>();
        int count = chance.nextInt(1, MOST_KILLS + 1);
        for (int k = 0; k < count; k++) {
            var victim = Victim.values()[(round + k) % Victim.values().length];
            var kill = kill(server, id, victim, moment(chance, reference.took().dividedBy(count)));
            if (kill != null) {
                kills.add(kill);
            }
        }
        var job = Job.ended(server.client(), id, AT_MOST);
        boolean same = reference.isMadeBy(job, server.client());
        var lost = Recomputed.by(kills, server.client().events(id));
        losses.addAll(lost);
        setting.say(
                "round %d, seed %d: %s -> %s in %d attempts, recomputed %s, SHA-256 %s",
                round,
                setting.options().seed() + round,
                kills,
                job.status(),
                job.attempt(),
                lost,
                same ? "the same" : "ANOTHER");
        return same;
    }

    private static Duration moment(RandomGenerator chance, Duration most) {
        return Duration.ofMillis(chance.nextLong(most.toMillis()));
    }

    /** A while after the job has begun, or gone on; null when it had ended by then. */
    private static @Nullable Kill kill(Server server, String jobId, Victim victim, Duration after) {
        Wait.until("a worker", Duration.ofMinutes(2), () -> server.workers().isEmpty() ? null : true);
        Wait.pause(after);
        var job = server.client().job(jobId);
        if (job.hasEnded()) {
            return null;
        }
        var at = Instant.now();
        var workers = server.workers();
        var children = server.children();
        if (victim != Victim.WORKER) {
            server.kill();
        }
        if (victim != Victim.SERVER) {
            workers.forEach(ProcessHandle::destroyForcibly);
        }
        if (!Server.awaitEnd(victim == Victim.WORKER ? workers : children)) {
            throw new IllegalStateException("a worker outlived its server");
        }
        if (!server.isAlive()) {
            server.start();
        }
        return new Kill(victim.name().toLowerCase(Locale.ROOT), at, job.step());
    }

    /**
     * What was done to a job.
     *
     * @param step that was seen before
     */
    record Kill(String victim, Instant at, long step) {
        @Override
        public String toString() {
            return victim + " at step " + step;
        }
    }
}
