package dev.longhand.training;

import dev.longhand.engine.BadCheckpoint;
import dev.longhand.engine.CheckpointFile;
import dev.longhand.engine.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a worker does to publish a checkpoint, by the class that does it there. */
public final class CheckpointPublication {
    private static final UUID JOB = UUID.fromString("0198f3a0-0000-7000-8000-000000000001");

    private final WorkerOrder order;
    private final CheckpointDirectory directory;

    /**
     * @param fence of the claim for which it is done: a later attempt has a higher one
     */
    public CheckpointPublication(Path directory, long fence) throws IOException {
        this.order = order(
                fence,
                Files.createDirectories(directory.resolve("checkpoints")),
                Files.createDirectories(directory.resolve("staging")));
        this.directory = new CheckpointDirectory(order, new Anchors(Long.MAX_VALUE));
    }

    /** What it says of the work itself is of no meaning here. */
    private static WorkerOrder order(long fence, Path checkpoints, Path staging) {
        return new WorkerOrder(
                JOB,
                fence,
                Specs.resolve("{\"corpusId\": \"%s\"}".formatted(JOB)),
                1,
                Specs.corpus("a text"),
                staging,
                null,
                checkpoints,
                staging,
                List.of(),
                staging,
                "a build",
                Duration.ofSeconds(1));
    }

    public void publish(long step, Trainer trainer, Map<String, String> metadata) throws IOException {
        directory.write(step, out -> trainer.save(out, metadata));
    }

    /** Whether a file is a checkpoint as it was written. */
    public static boolean isWhole(Path file) throws IOException {
        try {
            CheckpointFile.open(file).close();
            return true;
        } catch (BadCheckpoint e) {
            return false;
        }
    }

    /** Where it is written first. */
    public Path staged(long step) {
        return order.staging().resolve(name(step) + ".checkpoint");
    }

    public Path published(long step) {
        return directory.path(name(step));
    }

    private CheckpointName name(long step) {
        return new CheckpointName(order.jobId(), order.fence(), step);
    }
}
