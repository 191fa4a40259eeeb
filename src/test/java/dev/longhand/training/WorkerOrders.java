package dev.longhand.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Orders for workers, in directories of their own. */
record WorkerOrders(Path directory, String text) {
    static final UUID JOB = UUID.fromString("0198f3a0-0000-7000-8000-000000000001");
    static final WorkerCommand COMMAND = new WorkerCommand(256L << 20, 512L << 20);

    /** The first attempt at a job. */
    WorkerOrder order(String request) throws IOException {
        return order(request, 1, List.of());
    }

    WorkerOrder order(String request, long fence, List<Path> resumeFrom) throws IOException {
        var file = Files.writeString(directory.resolve("text"), text);
        return new WorkerOrder(
                JOB,
                fence,
                Specs.resolve(request),
                2,
                Specs.corpus(text),
                file,
                null,
                Files.createDirectories(directory.resolve("checkpoints")),
                Files.createDirectories(directory.resolve("staging")),
                resumeFrom,
                directory.resolve("staging").resolve("model." + fence),
                "test",
                Duration.ofMillis(100));
    }
}
