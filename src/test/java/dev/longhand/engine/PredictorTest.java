package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.layer.DropoutRates;
import dev.longhand.engine.layer.Parameters;
import dev.longhand.engine.layer.TrainingPass;
import dev.longhand.engine.onednn.OneDnn;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {
    private static final int STEPS = 3;
    private static final int MOST_ROWS = 64;

    private static Weights weights(int layers, int H, int E, int V) {
        return EveryCell.initial(new NetworkSpec(CellType.LSTM, layers, H, E, V), 3);
    }

    /** The ids of a batch; each row reads a text of its own. */
    private static int[][] texts(int steps, int rows, int V) {
        var texts = new int[steps][];
        var random = new RandomFloats(V);
        for (int t = 0; t < steps; t++) {
            texts[t] = random.integers(rows, 0, V);
        }
        return texts;
    }

    /** The logits of each step for rows {@code [from, from + rows)} of the texts. */
    private static float[][][] logits(Predictor predictor, int[][] texts, int from, int rows) {
        var logits = new float[texts.length][][];
        for (int t = 0; t < texts.length; t++) {
            logits[t] = predictor.step(java.util.Arrays.copyOfRange(texts[t], from, from + rows));
        }
        return logits;
    }

    static Stream<Arguments> networks() {
        return EveryCell.stream()
                .flatMap(cell -> IntStream.of(16, 100, 128, 512)
                        .mapToObj(H -> Arguments.of(cell.network(2, H, 64, 65, H == 100))));
    }

    /** A text goes on elsewhere: in another row of a predictor of another size, shared among threads or not. */
    @ParameterizedTest
    @MethodSource("networks")
    void aRowGoesOnFromTheStateOfAnother(NetworkSpec network) {
        assumeThat(OneDnn.isAvailable()).isTrue();
        var weights = EveryCell.initial(network, 3);
        var texts = texts(2 * STEPS, 1, network.vocabularySize());
        var whole = logits(new Predictor(weights, 1), texts, 0, 1);
        for (int rows : new int[] {1, 3, MOST_ROWS}) {
            var first = new Predictor(weights, 1);
            logits(first, java.util.Arrays.copyOf(texts, STEPS), 0, 1);
            var second = new Predictor(weights, rows);
            int row = rows - 1;
            second.step(new int[rows]);
            second.restore(row, first.state(0));
            for (int t = STEPS; t < texts.length; t++) {
                var ids = new int[rows];
                ids[row] = texts[t][0];
                assertThat(second.step(ids)[row]).isEqualTo(whole[t][0]);
            }
        }
    }

    /** Each row of a batch of any size has other neighbours and another place than among the 64. */
    @ParameterizedTest
    @MethodSource("networks")
    void rowHasTheSameBitsAloneAndInAnyCompany(NetworkSpec network) {
        assumeThat(OneDnn.isAvailable()).isTrue();
        assertSameBitsInAnyCompany(
                EveryCell.initial(network, 3),
                IntStream.rangeClosed(1, MOST_ROWS).toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 100, 128, 512})
    void rowHasTheSameBitsWithALargeVocabulary(int H) {
        assumeThat(OneDnn.isAvailable()).isTrue();
        assertSameBitsInAnyCompany(weights(2, H, 64, 6085), 1, 2, 3, 8, 16, 17, 33);
    }

    private static void assertSameBitsInAnyCompany(Weights weights, int... sizes) {
        var texts = texts(STEPS, MOST_ROWS, weights.spec().vocabularySize());
        var expected = logits(new Predictor(weights, MOST_ROWS), texts, 0, MOST_ROWS);
        for (int rows : sizes) {
            int from = Math.max(0, MOST_ROWS - rows - 5);
            var actual = logits(new Predictor(weights, rows), texts, from, rows);
            for (int t = 0; t < STEPS; t++) {
                for (int row = 0; row < rows; row++) {
                    assertThat(actual[t][row])
                            .as("row %d of %d, step %d", row, rows, t)
                            .isEqualTo(expected[t][from + row]);
                }
            }
        }
    }

    @Test
    void rowsThatAreNotGivenDoNotCount() {
        var weights = weights(1, 16, 8, 65);
        var texts = texts(STEPS, 3, 65);
        assertThat(logits(new Predictor(weights, 8), texts, 0, 3))
                .isDeepEqualTo(logits(new Predictor(weights, 3), texts, 0, 3));
    }

    static Stream<Arguments> cells() {
        return Stream.of(Backend.values())
                .flatMap(backend -> EveryCell.stream().map(cell -> Arguments.of(backend, cell)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void predictsWhatTheTrainingPassComputes(Backend backend, EveryCell cell) {
        assumeThat(backend == Backend.REFERENCE || OneDnn.isAvailable()).isTrue();
        int V = 65;
        int rows = 5;
        int steps = 7;
        var weights = EveryCell.initial(cell.network(2, 100, 33, V), 3);
        var texts = texts(steps + 1, rows, V);
        var inputs = new int[steps * rows];
        var targets = new int[steps * rows];
        for (int t = 0; t < steps; t++) {
            System.arraycopy(texts[t], 0, inputs, t * rows, rows);
            System.arraycopy(texts[t + 1], 0, targets, t * rows, rows);
        }
        var shape = weights.spec().shape();
        var pass = new TrainingPass(
                Compute.alone(backend),
                shape,
                steps,
                rows,
                steps,
                weights.parameters(),
                Parameters.zeros(shape),
                DropoutRates.NONE);
        pass.prepareEvaluation();
        double expected = pass.evaluate(inputs, targets);

        var predictor = new Predictor(weights, rows, backend);
        double loss = 0;
        for (int t = 0; t < steps; t++) {
            var logits = predictor.step(texts[t]);
            for (int row = 0; row < rows; row++) {
                loss += CrossEntropy.of(logits[row], texts[t + 1][row]);
            }
        }
        assertThat(loss).isCloseTo(expected, within(1e-6 * expected));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void resetForgetsEverything(Backend backend) {
        var predictor = new Predictor(weights(2, 16, 8, 65), 3, backend);
        var texts = texts(STEPS, 3, 65);
        var first = logits(predictor, texts, 0, 3);
        assertThat(logits(predictor, texts, 0, 3)[0][0]).isNotEqualTo(first[0][0]);
        predictor.reset();
        assertThat(logits(predictor, texts, 0, 3)).isDeepEqualTo(first);
    }

    @Test
    void logitsStayAsTheyAreWhenTheNextOnesAreMade() {
        var predictor = new Predictor(weights(1, 16, 8, 65), 2);
        var first = predictor.step(new int[] {1, 2});
        var copy = first[0].clone();
        predictor.step(new int[] {3, 4});
        assertThat(first[0]).isEqualTo(copy);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void idOutsideOfTheVocabularyIsRefused(Backend backend) {
        var predictor = new Predictor(weights(1, 16, 8, 65), 2, backend);
        assertThatThrownBy(() -> predictor.step(new int[] {0, 65})).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> predictor.step(new int[] {-1, 0})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void threadsThatPredictAtOnceGetTheSameBits() throws InterruptedException, ExecutionException {
        int V = 65;
        var weights = weights(2, 128, 64, V);
        var texts = texts(40, 16, V);
        var expected = logits(new Predictor(weights, 16), texts, 0, 16);
        int threads = 4;
        var together = new CountDownLatch(threads);
        var running = new ArrayList<Future<float[][][]>>();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> {
                    var predictor = new Predictor(weights, 16);
                    together.countDown();
                    together.await();
                    return logits(predictor, texts, 0, 16);
                }));
            }
            for (var result : running) {
                assertThat(result.get()).isDeepEqualTo(expected);
            }
        }
    }

    /** As a pool of loaded models does it: a predictor belongs to one thread at a time, but not always to the same one. */
    @Test
    void predictorThatGoesFromThreadToThreadGivesTheSameBits() throws InterruptedException, ExecutionException {
        int V = 65;
        var weights = weights(2, 128, 64, V);
        var texts = texts(6, 3, V);
        var expected = logits(new Predictor(weights, 3), texts, 0, 3);
        var predictor = new Predictor(weights, 3);
        for (int t = 0; t < texts.length; t++) {
            var ids = texts[t];
            try (var executor = Executors.newSingleThreadExecutor()) {
                assertThat(executor.submit(() -> predictor.step(ids)).get()).isDeepEqualTo(expected[t]);
            }
        }
    }
}
