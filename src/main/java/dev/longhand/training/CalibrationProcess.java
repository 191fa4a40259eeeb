package dev.longhand.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Runs a {@link CalibrationWorker} and gets what it found in a bounded time. */
final class CalibrationProcess {
    private static final Logger log = LoggerFactory.getLogger(CalibrationProcess.class);

    private final WorkerCommand command;
    private final Duration patience;

    /**
     * @param patience after which it is killed; what it has found until then counts
     */
    CalibrationProcess(WorkerCommand command, Duration patience) {
        this.command = command;
        this.patience = patience;
    }

    /** What was found; nothing when there was none, for a reason that the log has. */
    Optional<Calibration> measure(CalibrationShape shape) {
        try {
            var process = command.builder(CalibrationWorker.class).start();
            try {
                tell(process, shape);
                awaitEnd(process);
            } finally {
                kill(process);
            }
            return found(process);
        } catch (IOException | JacksonException e) {
            log.warn("How long a step takes cannot be measured", e);
            return Optional.empty();
        }
    }

    /** Its input stays open: it ends when this service does. */
    private static void tell(Process process, CalibrationShape shape) throws IOException {
        var line = WorkerJson.MAPPER.writeValueAsString(shape) + "\n";
        process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Does not mind an interrupt, unlike waiting for the process itself. */
    private void awaitEnd(Process process) {
        process.onExit()
                .completeOnTimeout(process, patience.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    /** By its handle: the process itself would close what there is to read. */
    private static void kill(Process process) {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** The little that it says waits in the pipe until it has ended. */
    private static Optional<Calibration> found(Process process) throws IOException {
        // what else is there, native libraries said
        var lines = lines(process.inputReader(StandardCharsets.UTF_8)).stream()
                .filter(line -> line.startsWith("{"))
                .toList();
        if (lines.isEmpty()) {
            log.warn(
                    "A calibration found nothing and ended with {}: {}",
                    process.exitValue(),
                    String.join(
                            "\n",
                            lines(new BufferedReader(
                                    new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)))));
            return Optional.empty();
        }
        return Optional.of(WorkerJson.MAPPER.readValue(lines.getLast(), Calibration.class));
    }

    private static List<String> lines(BufferedReader text) throws IOException {
        try (text) {
            return text.readAllLines();
        }
    }
}
