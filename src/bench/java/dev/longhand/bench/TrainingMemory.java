package dev.longhand.bench;

import dev.longhand.engine.Precision;
import dev.longhand.engine.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trains a few steps and says how much memory the process had at most: {@code TrainingMemory H L B T V steps precision}. */
final class TrainingMemory {
    private TrainingMemory() {}

    public static void main(String[] args) throws IOException {
        int H = Integer.parseInt(args[0]);
        int L = Integer.parseInt(args[1]);
        int B = Integer.parseInt(args[2]);
        int T = Integer.parseInt(args[3]);
        int V = Integer.parseInt(args[4]);
        int steps = Integer.parseInt(args[5]);
        var watch = new StepWatch(0, 0);
        new SyntheticTraining(new StepShape(H, L, B, T, V), Precision.valueOf(args[6]))
                .run(steps, watch, () -> StopSignal.Answer.GO_ON);
        System.out.printf("%.0f MiB at most, loss %.3f%n", peakKibibytes() / 1024, watch.loss());
    }

    /** The high-water mark of resident memory, as Linux keeps it. */
    private static double peakKibibytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
