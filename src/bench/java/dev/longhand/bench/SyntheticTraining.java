package dev.longhand.bench;

import dev.longhand.engine.CellType;
import dev.longhand.engine.ClippingSpec;
import dev.longhand.engine.InitializationSpec;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.OptimizerSpec;
import dev.longhand.engine.Precision;
import dev.longhand.engine.ScheduleSpec;
import dev.longhand.engine.StopSignal;
import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingListener;
import dev.longhand.engine.TrainingResult;
import dev.longhand.engine.TrainingSpec;
import java.util.SplittableRandom;

/** Longhand as its users get it, a training from end to end, on random tokens: for speed and memory, not for what is learned. */
record SyntheticTraining(StepShape shape, Precision precision) {
    static final int THREADS = Runtime.getRuntime().availableProcessors();

    /** Steps until the tokens come round again. */
    private static final int STEPS_PER_EPOCH = 16;

    TrainingResult run(long maxSteps, TrainingListener listener, StopSignal stop) {
        var tokens = new SplittableRandom(1)
                .ints((long) shape.tokens() * STEPS_PER_EPOCH + 1, 0, shape.V())
                .toArray();
        try (var trainer = new Trainer(
                spec(maxSteps),
                new TokenSource.Stream(Tokens.of(tokens)),
                new TokenSource.Stream(Tokens.of()),
                listener,
                stop)) {
            return trainer.run().orElseThrow();
        }
    }

    private TrainingSpec spec(long maxSteps) {
        var network = new NetworkSpec(CellType.LSTM, shape.L(), shape.H(), shape.H(), shape.V());
        return new TrainingSpec(
                network,
                InitializationSpec.defaultFor(network.cell(), network.activation()),
                1,
                new OptimizerSpec.Adam(0.002, 0),
                new ScheduleSpec.Constant(0),
                new ClippingSpec.GlobalNorm(1),
                0,
                precision,
                shape.B(),
                shape.T(),
                Integer.MAX_VALUE,
                maxSteps,
                Integer.MAX_VALUE,
                THREADS);
    }
}
