package dev.longhand.bench;

import dev.longhand.engine.CellType;
import dev.longhand.engine.ClippingSpec;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.OptimizerSpec;
import dev.longhand.engine.StopSignal;
import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingSpec;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Times Longhand as its users get it, a training from end to end: {@code TrainingSpeed H L B T V warm-up-seconds seconds}. */
final class TrainingSpeed {
    /** Steps until the tokens come round again. */
    private static final int STEPS_PER_EPOCH = 16;

    private TrainingSpeed() {}

    public static void main(String[] args) {
        int H = Integer.parseInt(args[0]);
        int L = Integer.parseInt(args[1]);
        int B = Integer.parseInt(args[2]);
        int T = Integer.parseInt(args[3]);
        int V = Integer.parseInt(args[4]);
        var watch = new StepWatch(Double.parseDouble(args[5]), Double.parseDouble(args[6]));

        var random = new SplittableRandom(1);
        var tokens =
                Tokens.of(random.ints((long) B * T * STEPS_PER_EPOCH + 1, 0, V).toArray());
        var spec = new TrainingSpec(
                new NetworkSpec(CellType.LSTM, L, H, H, V),
                1,
                new OptimizerSpec.Adam(0.002, 0),
                new ClippingSpec.GlobalNorm(1),
                B,
                T,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                Runtime.getRuntime().availableProcessors());
        StopSignal stop = () -> watch.isDone() ? StopSignal.Answer.FINISH : StopSignal.Answer.GO_ON;
        try (var trainer = new Trainer(
                spec, new TokenSource.Stream(tokens), new TokenSource.Stream(Tokens.of()), watch, stop)) {
            trainer.run();
        }
        System.out.printf(
                "{\"threads\":%d,\"stepSeconds\":[%s],\"loss\":%s}%n",
                spec.threads(),
                watch.stepSeconds().stream().map(Object::toString).collect(Collectors.joining(",")),
                watch.loss());
    }
}
