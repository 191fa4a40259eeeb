package dev.longhand.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL goes away while a job runs, in two ways, and comes back. */
final class DatabaseAway implements Proof {
    private static final String PATH = "/api/v1/training-jobs";
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);
    private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(1);
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    /** So that the job still runs when the database comes back. */
    private static final Duration LONGER_THAN_OUTAGE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "database-away";
    }

    @Override
    public String must() {
        return "PostgreSQL stopped for 60 s, and frozen for 60 s: answers 503 within 3 s, no job lost or doubled,"
                + " recovered within 10 s of its return";
    }

    @Override
    public Finding prove(Setting setting) {
        var cluster = Cluster.of(setting, 1);
        var client = cluster.servers().getFirst().client();
        var outage = setting.options().outage();
        var reference = Reference.trained(setting, client, outage.plus(LONGER_THAN_OUTAGE));
        var database = cluster.database();
        var stopped = away(setting, client, reference, "stopped", database::stop, database::start);
        var frozen = away(setting, client, reference, "frozen", database::freeze, database::thaw);
        return Finding.of(stopped.holds() && frozen.holds(), "stopped %s; frozen %s", stopped, frozen);
    }

    private static Outage away(
            Setting setting, Client client, Reference reference, String how, Runnable leaves, Runnable returns) {
        int jobs = client.jobs().size();
        var id = client.submit(reference.recipe().request());
        Job.learning(client, id);
        leaves.run();
        var answers = new ArrayList<Client.Answer>();
        long end = System.nanoTime() + setting.options().outage().toNanos();
        while (System.nanoTime() < end) {
            answers.add(answer(client));
            Wait.pause(BETWEEN_REQUESTS);
        }
        returns.run();
        var recovered = Wait.howLong(PATIENCE, client::answers);
        var job = Job.ended(client, id, AT_MOST);
        var outage = new Outage(
                answers,
                recovered == null ? PATIENCE : recovered,
                client.jobs().size() == jobs + 1
                        && Cluster.modelsOf(client, id) == 1
                        && reference.isMadeBy(job, client));
        setting.say("%s: %s, then the job is %s in %d attempts", how, outage, job.status(), job.attempt());
        return outage;
    }

    /** Status 0 for none at all. */
    private static Client.Answer answer(Client client) {
        try {
            return client.get(PATH, PATIENCE);
        } catch (NoAnswer e) {
            return new Client.Answer(0, "", PATIENCE);
        }
    }

    /**
     * What it was like.
     *
     * @param whole whether there is the one job, with the one model, of the bits of an undisturbed run
     */
    private record Outage(List<Client.Answer> answers, Duration recovered, boolean whole) {
        boolean holds() {
            return whole
                    && !answers.isEmpty()
                    && unavailable() == answers.size()
                    && slowest().compareTo(ANSWERS_WITHIN) <= 0
                    && recovered.compareTo(RECOVERS_WITHIN) <= 0;
        }

        private long unavailable() {
            return answers.stream().filter(answer -> answer.status() == 503).count();
        }

        private Duration slowest() {
            return answers.stream()
                    .map(Client.Answer::after)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
        }

        @Override
        public String toString() {
            return "%d of %d answers 503, the slowest after %d ms, recovered after %d ms, %s"
                    .formatted(
                            unavailable(),
                            answers.size(),
                            slowest().toMillis(),
                            recovered.toMillis(),
                            whole
                                    ? "one job, one model, the same SHA-256"
                                    : "NOT one job with one model of the same SHA-256");
        }
    }
}
