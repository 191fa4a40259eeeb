package dev.longhand.bench.pytorch;

import ai.djl.pytorch.jni.JniUtils;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Times texts that are generated side by side: {@code GenerationSpeed H L V streams length warm-up-seconds seconds}. */
final class GenerationSpeed {
    private GenerationSpeed() {}

    public static void main(String[] args) {
        int H = Integer.parseInt(args[0]);
        int L = Integer.parseInt(args[1]);
        int V = Integer.parseInt(args[2]);
        int streams = Integer.parseInt(args[3]);
        int length = Integer.parseInt(args[4]);
        double warmUp = Double.parseDouble(args[5]);
        double seconds = Double.parseDouble(args[6]);

        var shape = new Shape(V, H, H, L, 1, streams);
        var random = new SplittableRandom(1);
        var first = shape.tokens(random)[0];
        try (var network = new TorchNetwork(Cell.LSTM, shape.parameters(Cell.LSTM, random))) {
            StepTimes.measured(warmUp, () -> network.generate(first, length));
            var times = StepTimes.measured(seconds, () -> network.generate(first, length));
            System.out.printf(
                    "{\"threads\":%d,\"stepSeconds\":[%s]}%n",
                    JniUtils.getNumThreads(), times.mapToObj(Double::toString).collect(Collectors.joining(",")));
        }
    }
}
