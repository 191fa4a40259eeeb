package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.array.Closeness;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is learned depends on the spec and the tokens, and on nothing else. */
class SameBitsTest {
    private static final int V = 65;

    private static final EveryCell LSTM = new EveryCell(CellType.LSTM, Activation.TANH);

    private static TrainingResult train(int threads, long seed) {
        return train(LSTM.network(2, 40, 16, V), threads, seed);
    }

    private static TrainingResult train(NetworkSpec network, int threads, long seed) {
        var random = RandomStreams.of(1, "text", 0);
        var tokens = new TokenSource.Stream(Tokens.of(random.ints(2000, 0, V).toArray()));
        var validation = new TokenSource.Stream(Tokens.of(random.ints(300, 0, V).toArray()));
        var spec = new TrainingSpec(
                network,
                seed,
                new OptimizerSpec.Adam(0.01, 0.001),
                new ClippingSpec.GlobalNorm(0.5),
                7,
                11,
                2,
                20,
                Integer.MAX_VALUE,
                threads);
        var silent = new TrainingListener() {
            @Override
            public void onStep(StepReport report) {}

            @Override
            public void onEpoch(EpochReport report) {}
        };
        try (var trainer = new Trainer(spec, tokens, validation, silent, () -> StopSignal.Answer.GO_ON)) {
            return trainer.run().orElseThrow();
        }
    }

    private static void assertSameBits(TrainingResult actual, TrainingResult expected) {
        assertThat(actual.weights().flat().toArray())
                .isEqualTo(expected.weights().flat().toArray());
        assertThat(actual.validationLoss()).isEqualTo(expected.validationLoss());
        assertThat(actual.trainLoss()).isEqualTo(expected.trainLoss());
    }

    /** Every cell; layers, tied embeddings, and dropout of units and of weights; fewer threads than processors, and more. */
    static Stream<Arguments> networks() {
        var cells = EveryCell.stream().map(cell -> Arguments.of(cell.network(2, 40, 16, V), 2));
        var dropout = new NetworkSpec(CellType.LSTM, Activation.TANH, 1, 40, 16, V, true, 0.2, 0.3);
        return Stream.concat(
                cells,
                Stream.of(
                        Arguments.of(dropout, 2),
                        Arguments.of(LSTM.network(2, 40, 16, V), 1),
                        Arguments.of(LSTM.network(2, 40, 16, V), 3)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void busyMachineChangesNoBit(NetworkSpec network, int threads) throws InterruptedException, ExecutionException {
        var quiet = train(network, threads, 7);
        assertSameBits(train(network, threads, 7), quiet);
        var stop = new AtomicBoolean();
        try (var others = Executors.newCachedThreadPool()) {
            var running = new ArrayList<Future<Object>>();
            try {
                for (int i = 0; i < 3; i++) {
                    running.add(others.submit(noise(stop)));
                }
                assertSameBits(train(network, threads, 7), quiet);
            } finally {
                stop.set(true);
            }
            for (var other : running) {
                other.get();
            }
        }
    }

    /** Predictions on weights of their own, with native memory coming and going. */
    private static Callable<Object> noise(AtomicBoolean stop) {
        return () -> {
            var weights = EveryCell.initial(LSTM.network(1, 64, 16, V), 1);
            while (!stop.get()) {
                var predictor = new Predictor(weights, 8);
                for (int i = 0; i < 50 && !stop.get(); i++) {
                    predictor.step(new int[] {i, 1, 2, 3, 4, 5, 6, 7});
                }
            }
            return weights;
        };
    }

    @Test
    void trainingsSideBySideLearnWhatEachLearnsAlone() throws InterruptedException, ExecutionException {
        var first = train(2, 1);
        var second = train(2, 2);
        try (var executor = Executors.newFixedThreadPool(2)) {
            var again = executor.submit(() -> train(2, 1));
            var other = executor.submit(() -> train(2, 2));
            assertSameBits(again.get(), first);
            assertSameBits(other.get(), second);
        }
    }

    @Test
    void seedCounts() {
        assertThat(train(2, 1).weights().flat().toArray())
                .isNotEqualTo(train(2, 2).weights().flat().toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 100})
    void threadsShareTheRowsAndLearnTheSameUpToRounding(int threads) {
        var alone = train(1, 7);
        var shared = train(threads, 7);
        assertThat(shared.steps()).isEqualTo(alone.steps());
        // Adam divides by the gradient's own size, so roundings of tiny gradients show; 20 steps of 0.01 are the scale
        Closeness.assertClose(
                "weights",
                shared.weights().flat().toArray(),
                alone.weights().flat().toArray(),
                1e-3);
        assertThat(shared.validationLoss()).isCloseTo(alone.validationLoss(), within(1e-4));
    }
}
