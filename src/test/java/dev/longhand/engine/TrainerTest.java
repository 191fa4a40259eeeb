package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.engine.cell.Backend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
    private static final int V = 7;

    private static TrainingSpec spec(int batchSize, int sequenceLength, int epochs, int threads) {
        return new TrainingSpec(
                new NetworkSpec(CellType.LSTM, 2, 24, 8, V),
                7,
                new OptimizerSpec.Adam(0.01, 0),
                new ClippingSpec.GlobalNorm(1),
                batchSize,
                sequenceLength,
                epochs,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                threads);
    }

    /** A text without a rule of its own, so that only memory can predict it. */
    private static Tokens text(int length) {
        var random = RandomStreams.of(1, "text", 0);
        return Tokens.of(random.ints(length, 0, V).toArray());
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

    private static TrainingResult train(TrainingSpec spec, Tokens tokens, Tokens validation, Backend backend) {
        return train(spec, tokens, validation, backend, new ArrayList<>());
    }

    private static TrainingResult train(
            TrainingSpec spec, Tokens tokens, Tokens validation, Backend backend, List<Double> losses) {
        try (var trainer =
                new Trainer(spec, tokens, validation, new Losses(losses), () -> StopSignal.Answer.GO_ON, backend)) {
            return trainer.run().orElseThrow();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void learnsASmallTextByHeart(Backend backend) {
        var losses = new ArrayList<Double>();
        train(spec(2, 4, 200, 1), text(9), Tokens.of(), backend, losses);
        assertThat(losses.getFirst()).isGreaterThan(1.7);
        assertThat(losses.getLast()).isLessThan(0.01);
    }

    @Test
    void sameSpecGivesTheSameBits() {
        var first = train(spec(5, 6, 3, 2), text(400), text(50), Backend.ONEDNN);
        var second = train(spec(5, 6, 3, 2), text(400), text(50), Backend.ONEDNN);
        assertThat(first.weights().flat().toArray())
                .isEqualTo(second.weights().flat().toArray());
        assertThat(first.validationLoss()).isEqualTo(second.validationLoss());
    }

    @Test
    void fastPathTrainsAsTheReferencePathDoes() {
        var reference = new ArrayList<Double>();
        var fast = new ArrayList<Double>();
        train(spec(5, 6, 2, 1), text(400), text(60), Backend.REFERENCE, reference);
        train(spec(5, 6, 2, 2), text(400), text(60), Backend.ONEDNN, fast);
        assertThat(fast).hasSameSizeAs(reference);
        for (int i = 0; i < fast.size(); i++) {
            assertThat(fast.get(i)).isCloseTo(reference.get(i), org.assertj.core.data.Offset.offset(1e-4));
        }
    }
}
