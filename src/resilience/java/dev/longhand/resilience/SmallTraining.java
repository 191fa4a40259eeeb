package dev.longhand.resilience;

import dev.longhand.engine.CellType;
import dev.longhand.engine.ClippingSpec;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.OptimizerSpec;
import dev.longhand.engine.StopSignal;
import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingListener;
import dev.longhand.engine.TrainingSpec;
import java.util.List;

/** A training so small that nobody waits for it. */
final class SmallTraining {
    static final List<String> VOCABULARY = List.of("a", "b", "c", "d", "e");

    private SmallTraining() {}

    /** Before its first step, where it can be saved. */
    static Trainer trainer(int hiddenSize) {
        var network = new NetworkSpec(CellType.LSTM, 1, hiddenSize, 3, VOCABULARY.size());
        var spec = new TrainingSpec(
                network, 7, new OptimizerSpec.Adam(0.01, 0), new ClippingSpec.GlobalNorm(1), 1, 4, 1, 1, 1, 1);
        var tokens = new TokenSource.Stream(Tokens.of(0, 1, 2, 3, 4, 0, 1, 2, 3, 4));
        var nobody = new TrainingListener() {
            @Override
            public void onStep(StepReport report) {}

            @Override
            public void onEpoch(EpochReport report) {}
        };
        return new Trainer(spec, tokens, tokens, nobody, () -> StopSignal.Answer.GO_ON);
    }
}
