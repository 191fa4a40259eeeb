package dev.longhand.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The packaged service in a process of its own, started and ended as often as one likes. */
public final class Server implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(5);
    private static final Duration TO_END = Duration.ofSeconds(60);
    private static final Duration WORKER_TO_END = Duration.ofSeconds(10);
    private static final Pattern WORKER = Pattern.compile("runs in worker process (\\d+)");

    /** The service chooses threads and kernels for itself, as it would where nobody has set these. */
    private static final List<String> SETTINGS_OF_THE_SHELL = List.of(
            "OPENBLAS_CORETYPE",
            "OPENBLAS_L2_SIZE",
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "JAVA_TOOL_OPTIONS",
            "SPRING_DATASOURCE_URL");

    private final Path directory;
    private final Path log;
    private final List<String> command = new ArrayList<>();
    private final int port;
    private @Nullable Process process;

    /**
     * @param name       of its directory, in which it runs and keeps its data unless the properties say otherwise
     * @param options    of its JVM
     * @param properties as {@code name=value}
     */
    public Server(Setting setting, String name, List<String> options, List<String> properties) {
        this.directory = setting.directory().resolve(name);
        this.log = directory.resolve("server.log");
        this.port = freePort();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(setting.jar().toString());
        command.add("--server.address=127.0.0.1");
        command.add("--server.port=" + port);
        command.add("--management.endpoints.web.exposure.include=health,metrics");
        properties.forEach(property -> command.add("--" + property));
        setting.keep(this);
    }

    public static Server started(Setting setting, String name, String... properties) {
        var server = new Server(setting, name, List.of(), List.of(properties));
        server.start();
        return server;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it answers. */
    public void start() {
        try {
            Files.createDirectories(directory);
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeAll(SETTINGS_OF_THE_SHELL);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Wait.until("the answer of a server (see %s)".formatted(log), TO_START, () -> {
            if (!isAlive()) {
                throw new IllegalStateException("a server ended by itself, see " + log);
            }
            return client().answers() ? true : null;
        });
    }

    public Client client() {
        return new Client(port);
    }

    Path directory() {
        return directory;
    }

    /** Where it keeps files unless it was told otherwise. */
    Path files() {
        return directory.resolve("data/files");
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public ProcessHandle handle() {
        if (process == null) {
            throw new IllegalStateException("the server has not been started");
        }
        return process.toHandle();
    }

    /** All its processes, that which waits for a job among them. */
    List<ProcessHandle> children() {
        return isAlive() ? handle().children().toList() : List.of();
    }

    /** The processes that train for it: those of which its log says so. */
    List<ProcessHandle> workers() {
        var started = WORKER.matcher(log())
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .collect(Collectors.toSet());
        return children().stream()
                .filter(child -> started.contains(child.pid()))
                .toList();
    }

    /** SIGKILL of the server; its workers are expected to notice. */
    void kill() {
        handle().destroyForcibly();
        handle().onExit().join();
    }

    /**
     * Waits for processes whose server is gone.
     *
     * @return whether all of them ended by themselves
     */
    static boolean awaitEnd(List<ProcessHandle> processes) {
        return Wait.howLong(WORKER_TO_END, () -> processes.stream().noneMatch(ProcessHandle::isAlive)) != null;
    }

    /** SIGTERM, as an operator would. */
    void stop() {
        handle().destroy();
        if (Wait.howLong(TO_END, () -> !isAlive()) == null) {
            throw new IllegalStateException("a server did not end within %s".formatted(TO_END));
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            var children = children();
            kill();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
