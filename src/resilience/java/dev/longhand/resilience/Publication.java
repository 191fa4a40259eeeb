package dev.longhand.resilience;

import dev.longhand.models.ModelPublication;
import dev.longhand.training.CheckpointPublication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that publishes one checkpoint or one model, and is killed while it does. */
final class Publication {
    /** So that a file is not written in one call. */
    private static final int HIDDEN = 48;

    private Publication() {}

    /** What is published. */
    enum Kind {
        CHECKPOINT,
        MODEL
    }

    /** What is there before, and what comes. */
    enum Version {
        OLD,
        NEW
    }

    /**
     * @param arguments what, and the directory for all that is written
     */
    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[1]);
        publish(Kind.valueOf(arguments[0]), directory, Version.NEW);
        // no hook and no library may keep it
        Runtime.getRuntime().halt(0);
    }

    static void publish(Kind kind, Path directory, Version version) throws IOException {
        try (var trainer = SmallTraining.trainer(HIDDEN)) {
            switch (kind) {
                case CHECKPOINT ->
                    checkpoints(directory, version).publish(step(version), trainer, Map.of("note", version.name()));
                case MODEL ->
                    new ModelPublication(directory)
                            .publish(
                                    staged(directory),
                                    trainer.shownWeights(),
                                    SmallTraining.VOCABULARY,
                                    version.name());
            }
        }
    }

    /** Each is of an attempt of its own, as after a resumption. */
    private static CheckpointPublication checkpoints(Path directory, Version version) throws IOException {
        return new CheckpointPublication(directory, version.ordinal() + 1);
    }

    private static long step(Version version) {
        return 10L * (version.ordinal() + 1);
    }

    private static Path staged(Path directory) {
        return directory.resolve("model.staged");
    }

    /** The paths whose writes, forces and renames are what publishing consists of. */
    static List<Path> paths(Kind kind, Path directory) throws IOException {
        return switch (kind) {
            case CHECKPOINT -> {
                var publication = checkpoints(directory, Version.NEW);
                var step = step(Version.NEW);
                yield List.of(publication.staged(step), publication.published(step), directory.resolve("checkpoints"));
            }
            case MODEL -> List.of(staged(directory), directory.resolve("models"));
        };
    }
}
