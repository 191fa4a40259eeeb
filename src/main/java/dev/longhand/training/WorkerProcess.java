package dev.longhand.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker process, as the service sees it. It ends by itself when the service does, however that ended: its standard input
 * is then at its end.
 */
final class WorkerProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger("dev.longhand.training.worker");
    private static final Duration UNTIL_GONE = Duration.ofSeconds(10);

    private final Process process;
    private final Path orderFile;
    private final WorkerOutput output;

    private WorkerProcess(Process process, Path orderFile, WorkerOutput output) {
        this.process = process;
        this.orderFile = orderFile;
        this.output = output;
    }

    /**
     * Starts a worker with an order that lies in a file of the order's staging directory until this is closed.
     *
     * @throws IOException when the file cannot be written or the process cannot be started
     */
    static WorkerProcess start(WorkerOrder order, WorkerStart how) throws IOException {
        var name = order.jobId() + "." + order.fence();
        var file = order.staging().resolve(name + ".order.json");
        try {
            Files.writeString(file, WorkerJson.MAPPER.writeValueAsString(order));
            var process = how.start();
            var output = new WorkerOutput(log, name);
            read("worker-messages-" + name, order, () -> output.readMessages(process.getInputStream()));
            read("worker-errors-" + name, order, () -> output.readErrors(process.getErrorStream()));
            var worker = new WorkerProcess(process, file, output);
            worker.say(file.toAbsolutePath().toString());
            return worker;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void read(String name, WorkerOrder order, Runnable reader) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try (var _ = JobLog.of(order.jobId())) {
                reader.run();
            }
        });
    }

    /** The next message in the order in which they were sent; null when none came in time, or none will come. */
    @Nullable
    WorkerMessage next(Duration timeout) throws InterruptedException {
        var message = output.next(timeout);
        if (message == null && output.hasEnded()) {
            process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
        return message;
    }

    /** Whether it runs or has said something that nobody has taken yet. */
    boolean isAlive() {
        return process.isAlive() || !output.hasEnded();
    }

    long pid() {
        return process.pid();
    }

    /** Its exit code; null while it runs. */
    @Nullable
    Integer exitCode() {
        return process.isAlive() ? null : (Integer) process.exitValue();
    }

    /** Tells it something; one that has ended does not hear it. */
    void send(WorkerInstruction instruction) {
        say(instruction.name());
    }

    private void say(String line) {
        try {
            var in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            log.debug("Worker {} does not hear {}", process.pid(), line, e);
        }
    }

    /** Lets go of it as the end of the service would: it ends by itself. */
    void hangUp() throws IOException {
        process.getOutputStream().close();
    }

    /** Ends it at once, whatever it does; false when the operating system did not get rid of it within ten seconds. */
    boolean kill() {
        process.destroyForcibly();
        // join, unlike waitFor, does not mind an interrupt
        process.onExit()
                .completeOnTimeout(process, UNTIL_GONE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (process.isAlive()) {
            log.error("Worker process {} was killed and is still there", process.pid());
        }
        return !process.isAlive();
    }

    @Override
    public void close() {
        output.stopListening();
        kill();
        try {
            Files.deleteIfExists(orderFile);
        } catch (IOException e) {
            log.warn("The order of a worker is left behind in {}", orderFile, e);
        }
    }
}
