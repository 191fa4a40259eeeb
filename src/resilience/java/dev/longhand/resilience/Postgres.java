package dev.longhand.resilience;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of our own that can be stopped and frozen; it keeps its port and its data. */
public final class Postgres implements AutoCloseable {
    private final Path data;
    private final Path binaries;
    private EmbeddedPostgres running;
    private final int port;
    private boolean frozen;

    private Postgres(Path data, Path binaries) throws IOException {
        this.data = data;
        this.binaries = binaries;
        this.running = builder().start();
        this.port = running.getPort();
    }

    public static Postgres started(Setting setting) {
        try {
            return setting.keep(new Postgres(
                    setting.directory().resolve("postgres"), setting.directory().resolveSibling("postgres-binaries")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofMinutes(1));
    }

    /** What a server must be told to use it. */
    public List<String> properties() {
        return List.of(
                "spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres");
    }

    void stop() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        try {
            running = builder().setPort(port).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void freeze() {
        Signal.STOP.send(processes());
        frozen = true;
    }

    void thaw() {
        Signal.CONT.send(processes());
        frozen = false;
    }

    /** The first line of its file of the process is the process. */
    private List<ProcessHandle> processes() {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            var postmaster = ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow()))
                    .orElseThrow();
            return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (frozen) {
            thaw();
        }
        stop();
    }
}
