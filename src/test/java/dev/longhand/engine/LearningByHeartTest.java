package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.engine.cell.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A network that cannot learn one small batch by heart cannot learn anything. */
class LearningByHeartTest {
    private static final int V = 7;

    static Stream<Arguments> networks() {
        return Stream.of(Backend.values())
                .flatMap(backend ->
                        EveryCell.stream().map(cell -> Arguments.of(backend, cell.network(1, 16, 8, V, true))));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void oneBatchIsLearnedByHeart(Backend backend, NetworkSpec network) {
        // a text without a rule of its own, so that only memory can predict it
        var text = Tokens.of(RandomStreams.of(1, "text", 0).ints(9, 0, V).toArray());
        var spec = new TrainingSpec(
                network,
                7,
                new OptimizerSpec.Adam(0.03, 0),
                new ClippingSpec.GlobalNorm(1),
                2,
                4,
                150,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                1);
        var losses = new ArrayList<Double>();
        var none = new TokenSource.Stream(Tokens.of());
        try (var trainer = new Trainer(
                spec, new TokenSource.Stream(text), none, new Losses(losses), () -> StopSignal.Answer.GO_ON, backend)) {
            trainer.run();
        }
        assertThat(losses.getFirst()).isGreaterThan(1.5);
        assertThat(losses.getLast()).isLessThan(0.01);
    }

    private record Losses(List<Double> losses) implements TrainingListener {
        @Override
        public void onStep(StepReport report) {
            losses.add(report.loss());
        }

        @Override
        public void onEpoch(EpochReport report) {
            // steps are enough
        }
    }
}
