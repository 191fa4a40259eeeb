package dev.longhand.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** How much memory a worker process had resident at most, as Linux counts it, from its start until its model was written. */
final class WorkerPeak {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final long KIBIBYTE = 1024;

    private WorkerPeak() {}

    /**
     * Does an order in a process of its own.
     *
     * @return bytes
     * @throws IllegalStateException when the process did not finish the order
     */
    static long of(WorkerOrder order, WorkerCommand command) throws IOException, InterruptedException {
        long peak = 0;
        WorkerMessage last = null;
        try (var process = WorkerProcess.start(order, command)) {
            while (process.isAlive()) {
                var message = process.next(BETWEEN_LOOKS);
                last = message == null ? last : message;
                peak = Math.max(peak, resident(process.pid()));
            }
            if (!(last instanceof WorkerMessage.Finished)) {
                throw new IllegalStateException("It ended with %s and %s".formatted(process.exitCode(), last));
            }
        }
        return peak;
    }

    /** 0 when the process has ended. */
    private static long resident(long pid) throws IOException {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "status"))
                    .lines()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> KIBIBYTE * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return 0; // it ended while it was looked at
            }
            throw e;
        }
    }
}
