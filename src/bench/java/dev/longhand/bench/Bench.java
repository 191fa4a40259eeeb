package dev.longhand.bench;

import dev.longhand.engine.BadModelFile;
import dev.longhand.engine.DivergedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** What {@code src/bench/run} starts. */
final class Bench {
    private Bench() {}

    public static void main(String[] args) throws IOException {
        var home = Path.of(System.getProperty("bench.home"));
        var command = args.length == 0 ? "" : args[0];
        var rest = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
        try {
            switch (command) {
                case "speed" -> new Race(home, SpeedOptions.parse(rest)).run();
                case "generate" -> GenerationRace.of(home, rest).run();
                case "memory" -> MemoryCheck.run(home, rest);
                case "quality" -> Quality.run(rest);
                case "check-artifact" -> new ArtifactCheck(home).run(rest);
                case "fixtures" ->
                    Peer.PYTORCH.run(
                            home,
                            JvmSettings.ORACLE,
                            "Fixtures",
                            home.resolve("src/test/resources/pytorch").toString());
                default ->
                    throw new IllegalArgumentException(
                            "say one of: speed, generate, memory, quality, check-artifact, fixtures; src/bench/run"
                                    + " explains them");
            }
        } catch (IllegalArgumentException | BadModelFile | ChildFailed | DivergedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (NoSuchFileException e) {
            System.err.println("there is no file " + e.getMessage());
            System.exit(1);
        }
    }
}
