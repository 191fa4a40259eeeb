package dev.longhand.training;

import dev.longhand.engine.BadCheckpoint;
import dev.longhand.engine.CheckpointFile;
import dev.longhand.training.WorkerMessage.Started.Damaged;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds where a training goes on: at the first checkpoint that can be used, together with the anchor before it; for the bits
 * of a training that diverges later are those of an undisturbed one only if it can fall back as far and no further.
 */
final class Resumption {
    private final TrainingTask task;
    private final CheckpointDirectory checkpoints;
    private final WorkerLink link;
    private final Clock clock;
    private final List<Damaged> damaged = new ArrayList<>();

    Resumption(TrainingTask task, CheckpointDirectory checkpoints, WorkerLink link, Clock clock) {
        this.task = task;
        this.checkpoints = checkpoints;
        this.link = link;
        this.clock = clock;
    }

    /** From the best checkpoint, or from the beginning where none can be used. */
    TrainingAttempt begin() {
        for (var file : task.order().resumeFrom()) {
            var attempt = attempt();
            try {
                attempt.resume(file);
                requireAnchor(attempt.step());
                CheckpointName.of(file).ifPresent(checkpoints::know);
                return attempt;
            } catch (IOException | BadCheckpoint e) {
                attempt.close();
                damaged.add(new Damaged(String.valueOf(file.getFileName()), problem(e)));
            }
        }
        return attempt();
    }

    /** From the last usable anchor before a divergence, with smaller steps. */
    TrainingAttempt afterDivergence(long divergedStep, RunState diverged) {
        for (var anchor : checkpoints.anchorsBefore(divergedStep)) {
            var attempt = attempt();
            try {
                attempt.resume(checkpoints.path(anchor));
                attempt.heal(diverged);
                return attempt;
            } catch (IOException | BadCheckpoint e) {
                attempt.close();
                link.warn(divergedStep, "checkpoint-damaged", "The checkpoint of step %d cannot be used: %s"
                        .formatted(anchor.step(), problem(e)));
            }
        }
        var attempt = attempt();
        attempt.heal(diverged);
        return attempt;
    }

    private TrainingAttempt attempt() {
        return new TrainingAttempt(task, checkpoints, link, clock);
    }

    private void requireAnchor(long step) throws IOException {
        long anchor = task.anchors().upTo(step);
        if (anchor == 0 || anchor == step) {
            return;
        }
        for (var file : task.order().resumeFrom()) {
            var name = CheckpointName.of(file);
            if (name.isPresent() && name.get().step() == anchor && isUsable(file)) {
                checkpoints.know(name.get());
                return;
            }
        }
        throw new BadCheckpoint("The checkpoint of step %d, which it would fall back to, cannot be used.".formatted(anchor));
    }

    private boolean isUsable(Path file) throws IOException {
        try (var checkpoint = CheckpointFile.open(file)) {
            RunState.of(checkpoint.metadata(), task.order().jobId());
            return true;
        } catch (NoSuchFileException | BadCheckpoint e) {
            return false;
        }
    }

    private static String problem(Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> "The file is not there.";
            case BadCheckpoint bad -> Objects.requireNonNull(bad.getMessage());
            default -> "The file cannot be read.";
        };
    }

    /** The checkpoints that could not be used. */
    List<Damaged> damaged() {
        return List.copyOf(damaged);
    }
}
