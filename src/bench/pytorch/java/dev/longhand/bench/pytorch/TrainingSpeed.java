package dev.longhand.bench.pytorch;

import ai.djl.pytorch.jni.JniUtils;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Times whole training steps: {@code TrainingSpeed H L B T V warm-up-seconds seconds}. */
final class TrainingSpeed {
    private TrainingSpeed() {}

    public static void main(String[] args) {
        int H = Integer.parseInt(args[0]);
        int L = Integer.parseInt(args[1]);
        int B = Integer.parseInt(args[2]);
        int T = Integer.parseInt(args[3]);
        int V = Integer.parseInt(args[4]);
        double warmUp = Double.parseDouble(args[5]);
        double seconds = Double.parseDouble(args[6]);

        var shape = new Shape(V, H, H, L, T, B);
        var random = new SplittableRandom(1);
        var tokens = shape.tokens(random);
        var targets = shape.tokens(random);
        try (var network = new TorchNetwork(Cell.LSTM, shape.parameters(Cell.LSTM, random))) {
            StepTimes.measured(warmUp, () -> network.train(tokens, targets));
            var times = StepTimes.measured(seconds, () -> network.train(tokens, targets));
            System.out.printf(
                    "{\"threads\":%d,\"stepSeconds\":[%s],\"loss\":%s}%n",
                    JniUtils.getNumThreads(),
                    times.mapToObj(Double::toString).collect(Collectors.joining(",")),
                    network.train(tokens, targets));
        }
    }
}
