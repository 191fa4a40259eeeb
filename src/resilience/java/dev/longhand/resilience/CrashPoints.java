package dev.longhand.resilience;

import dev.longhand.models.ModelPublication;
import dev.longhand.training.CheckpointPublication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** A process that publishes is killed before each of its system calls that change a file, one after the other. */
final class CrashPoints implements Proof {
    @Override
    public String name() {
        return "crash-points";
    }

    @Override
    public String must() {
        return "kill at every write, fsync and rename of publishing a checkpoint and a model (strace injects it): a"
                + " reader finds the old or the new one, never half";
    }

    @Override
    public Finding prove(Setting setting) throws IOException, InterruptedException {
        if (!Strace.isThere()) {
            return Finding.skipped("there is no strace");
        }
        var checkpoint = prove(setting, Publication.Kind.CHECKPOINT);
        var model = prove(setting, Publication.Kind.MODEL);
        return Finding.of(checkpoint.holds() && model.holds(), "checkpoint: %s; model: %s", checkpoint, model);
    }

    private static Tally prove(Setting setting, Publication.Kind kind) throws IOException, InterruptedException {
        var directory = Files.createDirectories(setting.directory().resolve(kind.name()));
        Publication.publish(kind, directory, Publication.Version.OLD);
        var area = directory.resolve(kind == Publication.Kind.CHECKPOINT ? "checkpoints" : "models");
        var old = Set.copyOf(files(area));
        var strace = new Strace(setting, kind, directory);
        var calls = strace.calls();
        var tally = new Tally(0, 0, 0, look(kind, area, old) == Sight.NEW);
        for (var call : calls) {
            clear(area, old);
            strace.killAt(call);
            tally = tally.afterKill(look(kind, area, old));
        }
        setting.say("%s: %s: %s", kind, calls, tally);
        return tally;
    }

    private static void clear(Path area, Set<Path> old) throws IOException {
        for (var file : files(area)) {
            if (!old.contains(file)) {
                Files.delete(file);
            }
        }
    }

    private enum Sight {
        OLD,
        NEW,
        BROKEN
    }

    private static Sight look(Publication.Kind kind, Path area, Set<Path> old) throws IOException {
        var there = files(area);
        if (!there.containsAll(old)) {
            return Sight.BROKEN;
        }
        for (var file : there) {
            if (!isWhole(kind, file)) {
                return Sight.BROKEN;
            }
        }
        return there.size() == old.size() ? Sight.OLD : Sight.NEW;
    }

    private static boolean isWhole(Publication.Kind kind, Path file) throws IOException {
        return switch (kind) {
            case CHECKPOINT -> CheckpointPublication.isWhole(file);
            case MODEL -> ModelPublication.isWhole(file);
        };
    }

    private static Set<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return new HashSet<>(files.toList());
        }
    }

    /** How often which was found after a kill, and whether the new one without. */
    private record Tally(int old, int fresh, int broken, boolean done) {
        Tally afterKill(Sight sight) {
            return switch (sight) {
                case OLD -> new Tally(old + 1, fresh, broken, done);
                case NEW -> new Tally(old, fresh + 1, broken, done);
                case BROKEN -> new Tally(old, fresh, broken + 1, done);
            };
        }

        boolean holds() {
            return broken == 0 && old > 0 && fresh > 0 && done;
        }

        @Override
        public String toString() {
            return "%d kills: %d times the old, %d times the new, %d times half; %s"
                    .formatted(
                            old + fresh + broken,
                            old,
                            fresh,
                            broken,
                            done ? "without a kill the new" : "without a kill NOT the new");
        }
    }
}
