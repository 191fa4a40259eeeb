package dev.longhand.resilience;

import dev.longhand.models.ModelPublication;
import dev.longhand.training.CheckpointPublication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that publishes one checkpoint or one model, and is killed while it does. */
final class Publication {
    private static final long STEP = 20;
    private static final String NEW = "new";

    private Publication() {}

    /** What is published. */
    enum Kind {
        CHECKPOINT,
        MODEL
    }

    /**
     * @param arguments what, and the directory for all that is written
     */
    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[1]);
        switch (Kind.valueOf(arguments[0])) {
            case CHECKPOINT -> checkpoint(directory, STEP, NEW);
            case MODEL -> model(directory, NEW);
        }
        // no hook and no library may keep it
        Runtime.getRuntime().halt(0);
    }

    static void checkpoint(Path directory, long step, String note) throws IOException {
        try (var trainer = SmallTraining.trainer()) {
            new CheckpointPublication(directory).publish(step, trainer, Map.of("note", note));
        }
    }

    static void model(Path directory, String note) throws IOException {
        try (var trainer = SmallTraining.trainer()) {
            new ModelPublication(directory)
                    .publish(staged(directory), trainer.shownWeights(), SmallTraining.VOCABULARY, note);
        }
    }

    private static Path staged(Path directory) {
        return directory.resolve("model.staged");
    }

    /** The paths whose writes, forces and renames are what publishing consists of. */
    static List<Path> paths(Kind kind, Path directory) throws IOException {
        return switch (kind) {
            case CHECKPOINT -> {
                var publication = new CheckpointPublication(directory);
                yield List.of(
                        publication.staged(STEP),
                        publication.published(STEP),
                        directory.resolve("checkpoints"));
            }
            case MODEL -> List.of(staged(directory), directory.resolve("models"));
        };
    }
}
