package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.layer.Parameters;
import dev.longhand.engine.layer.TrainingPass;
import dev.longhand.engine.onednn.OneDnn;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PredictorTest {
    private static final int STEPS = 3;
    private static final int MOST_ROWS = 64;

    private static Weights weights(int layers, int H, int E, int V) {
        return Weights.initial(new NetworkSpec(CellType.LSTM, layers, H, E, V), 3);
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

    @ParameterizedTest
    @CsvSource({"16, 65", "100, 65", "128, 65", "512, 65", "16, 6085", "100, 6085", "128, 6085", "512, 6085"})
    void rowHasTheSameBitsInAnyCompany(int H, int V) {
        assumeThat(OneDnn.isAvailable()).isTrue();
        var weights = weights(2, H, 64, V);
        var texts = texts(STEPS, MOST_ROWS, V);
        var expected = logits(new Predictor(weights, MOST_ROWS), texts, 0, MOST_ROWS);
        for (int rows : new int[] {1, 2, 3, 8, 16, 17, 33}) {
            // other neighbours and another place than among the 64
            int from = MOST_ROWS - rows - 5;
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

    @ParameterizedTest
    @EnumSource(Backend.class)
    void predictsWhatTheTrainingPassComputes(Backend backend) {
        int V = 65;
        int rows = 5;
        int steps = 7;
        var weights = weights(2, 100, 33, V);
        var texts = texts(steps + 1, rows, V);
        var inputs = new int[steps * rows];
        var targets = new int[steps * rows];
        for (int t = 0; t < steps; t++) {
            System.arraycopy(texts[t], 0, inputs, t * rows, rows);
            System.arraycopy(texts[t + 1], 0, targets, t * rows, rows);
        }
        if (backend == Backend.ONEDNN) {
            assumeThat(OneDnn.isAvailable()).isTrue();
            OneDnn.useOneThread();
        }
        var pass = new TrainingPass(
                backend,
                weights.spec().shape(),
                steps,
                rows,
                weights.parameters(),
                Parameters.zeros(weights.spec().layout()));
        pass.weightsChanged();
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
