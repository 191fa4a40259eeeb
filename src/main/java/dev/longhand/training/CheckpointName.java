package dev.longhand.training;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * The file name of a checkpoint.
 *
 * @param fence of the claim that wrote it: a worker that was thought dead writes nothing that a later one would take for its own
 * @param step  steps that were made before
 */
record CheckpointName(UUID jobId, long fence, long step) {
    /** What is worth more comes first. */
    static final Comparator<CheckpointName> NEWEST_FIRST = Comparator.comparingLong(CheckpointName::step)
            .thenComparingLong(CheckpointName::fence)
            .reversed();

    /** Nothing when it is the name of something else. */
    static Optional<CheckpointName> of(Path file) {
        var parts = String.valueOf(file.getFileName()).split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CheckpointName(
                    UUID.fromString(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return jobId + "." + fence + "." + step;
    }
}
