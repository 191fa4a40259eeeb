package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.onednn.OneDnn;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PredictorsTest {
    private static final int V = 65;
    private static final int STEPS_PER_SIZE = 3;
    private static final int[] SIZES = {2, 64, 4, 16, 8, 32, 2, 32};

    static Stream<Arguments> networks() {
        return EveryCell.stream()
                .flatMap(cell ->
                        IntStream.of(100, 128, 512).mapToObj(H -> Arguments.of(cell.network(2, H, 64, V, H == 100))));
    }

    /** One text moves through all sizes, while others that nobody follows are read beside it. */
    @ParameterizedTest
    @MethodSource("networks")
    void aRowThatMovesFromSizeToSizeHasTheBitsThatItHasAlone(NetworkSpec network) {
        assumeThat(OneDnn.isAvailable()).isTrue();
        var weights = EveryCell.initial(network, 3);
        var text = new RandomFloats(V).integers(SIZES.length * STEPS_PER_SIZE, 0, V);
        var alone = new Predictor(weights, 1);
        var predictors = new Predictors(weights, () -> {});
        var before = predictors.withRoomFor(2);
        int row = 0;
        for (int i = 0; i < SIZES.length; i++) {
            var predictor = predictors.withRoomFor(SIZES[i]);
            assertThat(predictor.rows()).isEqualTo(SIZES[i]);
            int place = (7 * i + 1) % SIZES[i];
            if (i == 0) {
                predictor.reset(place);
            } else {
                predictor.copy(place, before, row);
            }
            var logits = new float[SIZES[i]][V];
            for (int t = 0; t < STEPS_PER_SIZE; t++) {
                int id = text[i * STEPS_PER_SIZE + t];
                var ids = new int[SIZES[i]];
                Arrays.setAll(ids, r -> (r + id + 1) % V);
                ids[place] = id;
                predictor.step(ids, logits);
                assertThat(logits[place]).as("size %d", SIZES[i]).isEqualTo(alone.step(new int[] {id})[0]);
            }
            before = predictor;
            row = place;
        }
    }

    @Test
    void theWeightsArePackedOnceForAllSizes() {
        assumeThat(OneDnn.isAvailable()).isTrue();
        var weights = EveryCell.initial(new NetworkSpec(CellType.LSTM, 2, 512, 64, V), 3);
        var predictors = new Predictors(weights, () -> {});
        assertThat(predictors.bytes()).isEqualTo(weights.bytes());
        IntStream.of(2, 4, 8, 16, 32, 64).forEach(predictors::withRoomFor);
        assertThat(predictors.bytes()).isBetween(2 * weights.bytes(), 3 * weights.bytes());
        predictors.discard();
        assertThat(predictors.bytes()).isBetween(2 * weights.bytes() - 200_000, 2 * weights.bytes() + 200_000);
    }

    @Test
    void thereIsOneOfEachSizeUpToTheLargest() {
        var predictors = new Predictors(EveryCell.initial(new NetworkSpec(CellType.LSTM, 1, 16, 8, V), 3), () -> {});
        assertThat(predictors.withRoomFor(3)).isSameAs(predictors.withRoomFor(4));
        assertThat(predictors.withRoomFor(1).rows()).isEqualTo(2);
        assertThat(predictors.withRoomFor(33).rows()).isEqualTo(64);
        assertThatThrownBy(() -> predictors.withRoomFor(65)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRowForgetsAlone() {
        var predictor = new Predictor(EveryCell.initial(new NetworkSpec(CellType.LSTM, 2, 16, 8, V), 3), 2);
        var first = predictor.step(new int[] {1, 1});
        predictor.reset(0);
        var second = predictor.step(new int[] {1, 1});
        assertThat(second[0]).isEqualTo(first[0]);
        assertThat(second[1]).isNotEqualTo(first[1]);
    }
}
