package dev.longhand.bench;

import dev.longhand.engine.Precision;
import dev.longhand.training.WorkerMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What trainings take of a machine's memory, all that a process has resident; and whether that is what is estimated. */
final class MemoryCheck {
    private static final StepShape SHAPE = new StepShape(512, 2, 32, 128, 65);
    private static final int STEPS = 20;
    private static final String HEAP = "-Xmx512m";

    private MemoryCheck() {}

    static void run(Path home, List<String> arguments) throws IOException {
        if (!arguments.isEmpty()) {
            throw new IllegalArgumentException("memory takes no options");
        }
        for (var precision : Precision.values()) {
            var output = Peer.LONGHAND.run(
                    home,
                    JvmSettings.options(HEAP),
                    "TrainingMemory",
                    "" + SHAPE.H(),
                    "" + SHAPE.L(),
                    "" + SHAPE.B(),
                    "" + SHAPE.T(),
                    "" + SHAPE.V(),
                    "" + STEPS,
                    precision.name());
            System.out.printf(
                    "%s, %s, %s, %d steps: %s%n",
                    SHAPE, precision.name().toLowerCase(Locale.ROOT), HEAP, STEPS, Measurement.lastLine(output));
        }
        checkEstimates(home.resolve("target/bench/memory"));
    }

    private static void checkEstimates(Path directory) throws IOException {
        try {
            if (!WorkerMemory.check(directory)) {
                throw new ChildFailed("an estimate is too low, or more than twice what it should be");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
