package dev.longhand.resilience;

import dev.longhand.models.ModelPublication;
import dev.longhand.training.CheckpointPublication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A process that publishes is killed before each of its system calls that change a file, one after the other. */
final class CrashPoints implements Proof {
    private static final String CALLS = "write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2";
    private static final long OLD_STEP = 10;
    private static final int MORE_CALLS_THAN_IT_MAKES = 1000;

    @Override
    public String name() {
        return "crash-points";
    }

    @Override
    public String must() {
        return "kill at every write, fsync and rename of publishing a checkpoint and a model (strace injects it): a reader finds the"
                + " old or the new one, never half";
    }

    @Override
    public Finding prove(Setting setting) throws IOException, InterruptedException {
        if (!isThere("strace")) {
            return Finding.skipped("there is no strace");
        }
        var checkpoint = prove(setting, Publication.Kind.CHECKPOINT);
        var model = prove(setting, Publication.Kind.MODEL);
        return Finding.of(
                checkpoint.holds() && model.holds(), "checkpoint: %s; model: %s", checkpoint, model);
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Tally prove(Setting setting, Publication.Kind kind) throws IOException, InterruptedException {
        var directory = Files.createDirectories(setting.directory().resolve(kind.name()));
        publishOld(kind, directory);
        var area = directory.resolve(kind == Publication.Kind.CHECKPOINT ? "checkpoints" : "models");
        var old = Set.copyOf(files(area));
        var tally = new Tally(0, 0, 0);
        for (int call = 1; call < MORE_CALLS_THAN_IT_MAKES; call++) {
            boolean killed = publish(setting, kind, directory, call);
            tally = tally.with(look(kind, area, old), killed);
            if (!killed) {
                setting.say("%s: %s", kind, tally);
                return tally;
            }
            for (var file : files(area)) {
                if (!old.contains(file)) {
                    Files.delete(file);
                }
            }
        }
        throw new IllegalStateException("publishing does not end");
    }

    private static void publishOld(Publication.Kind kind, Path directory) throws IOException {
        switch (kind) {
            case CHECKPOINT -> Publication.checkpoint(directory, OLD_STEP, "old");
            case MODEL -> Publication.model(directory, "old");
        }
    }

    /** Whether it was killed, before the call of that number. */
    private static boolean publish(Setting setting, Publication.Kind kind, Path directory, int call)
            throws IOException, InterruptedException {
        var trace = setting.directory().resolve("%s.%d.trace".formatted(kind, call));
        var command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-qq", "-o", trace.toString()));
        command.addAll(List.of("-e", "trace=" + CALLS));
        command.addAll(List.of("-e", "inject=%s:signal=SIGKILL:when=%d".formatted(CALLS, call)));
        Publication.paths(kind, directory).forEach(path -> command.addAll(List.of("-P", path.toString())));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Publication.class.getName()));
        command.addAll(List.of(kind.name(), directory.toString()));
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(setting.directory().resolve("publication.log").toFile())
                .start()
                .waitFor();
        if (code != 0 && code != 128 + 9 && code != 9) {
            throw new IllegalStateException("publishing failed by itself with " + code + ", see publication.log");
        }
        return code != 0;
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

    /** How often which was found. */
    private record Tally(int old, int fresh, int broken) {
        Tally with(Sight sight, boolean killed) {
            // one that was not killed must have done it
            return switch (!killed && sight == Sight.OLD ? Sight.BROKEN : sight) {
                case OLD -> new Tally(old + 1, fresh, broken);
                case NEW -> new Tally(old, fresh + 1, broken);
                case BROKEN -> new Tally(old, fresh, broken + 1);
            };
        }

        boolean holds() {
            return broken == 0 && old > 0 && fresh > 1;
        }

        @Override
        public String toString() {
            return "%d kills: %d times the old, %d times the new, %d times half"
                    .formatted(old + fresh + broken - 1, old, fresh - 1, broken);
        }
    }
}
