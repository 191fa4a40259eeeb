package dev.longhand.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Servers that share one PostgreSQL and one directory of files. */
record Cluster(Postgres database, List<Server> servers) {
    /** A node that is silent for so long has lost its jobs; the scheduler asks for at least four heartbeats. */
    static final Duration LEASE = Duration.ofSeconds(8);

    static Cluster of(Setting setting, int nodes, String... properties) {
        var database = Postgres.started(setting);
        var all = Stream.of(
                        database.properties().stream(),
                        Stream.of(
                                "longhand.storage.directory="
                                        + setting.directory().resolve("files"),
                                "db-scheduler.heartbeat-interval="
                                        + LEASE.dividedBy(4).toSeconds() + "s",
                                "db-scheduler.missed-heartbeats-limit=4"),
                        Stream.of(properties))
                .flatMap(part -> part)
                .toList();
        var servers = new ArrayList<Server>();
        for (int i = 0; i < nodes; i++) {
            var server = new Server(setting, "server" + i, List.of(), all);
            server.start();
            servers.add(server);
        }
        return new Cluster(database, servers);
    }

    /** The one that a worker works for. */
    Server owner() {
        return Wait.until(
                "a worker",
                Duration.ofMinutes(1),
                () -> servers.stream()
                        .filter(server -> !server.workers().isEmpty())
                        .findFirst()
                        .orElse(null));
    }

    Server otherThan(Server one) {
        return servers.stream().filter(server -> server != one).findFirst().orElseThrow();
    }

    static long modelsOf(Client client, String jobId) {
        return client.models().stream()
                .filter(model -> model.get("jobId").asString().equals(jobId))
                .count();
    }
}
