package dev.longhand.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders for workers, in a directory of their own. */
record WorkerOrders(Path directory, String text) {
    static final UUID JOB = UUID.fromString("0198f3a0-0000-7000-8000-000000000001");
    static final WorkerCommand COMMAND = new WorkerCommand(256L << 20, 512L << 20);

    /** The first attempt at a job. */
    WorkerOrder first(String request) throws IOException {
        return order(request, 1, List.of(), null);
    }

    /** A later attempt, which goes on from what the earlier ones left. */
    WorkerOrder later(String request, long fence) throws IOException {
        return order(request, fence, checkpoints(), null);
    }

    WorkerOrder order(String request, long fence, List<Path> resumeFrom, @Nullable Path initialModel)
            throws IOException {
        var file = Files.writeString(directory.resolve("text"), text);
        return new WorkerOrder(
                JOB,
                fence,
                Specs.resolve(request),
                2,
                Specs.corpus(text),
                file,
                initialModel,
                directory.resolve("checkpoints"),
                Files.createDirectories(directory.resolve("staging")),
                resumeFrom,
                directory.resolve("staging").resolve("model." + fence),
                "test",
                Duration.ofMillis(50));
    }

    /** All checkpoints, the best one first. */
    List<Path> checkpoints() throws IOException {
        var files = directory.resolve("checkpoints");
        if (!Files.exists(files)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(files)) {
            return all.flatMap(file -> CheckpointName.of(file).stream())
                    .sorted(CheckpointName.NEWEST_FIRST)
                    .map(name -> files.resolve(name.toString()))
                    .toList();
        }
    }

    /** What lies in the staging directory besides models. */
    List<Path> leftovers() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("staging"))) {
            return all.filter(file -> !file.getFileName().toString().startsWith("model."))
                    .toList();
        }
    }
}
