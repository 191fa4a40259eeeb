package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.array.RandomFloats;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceTest {
    private static final int[] NOTHING = {};
    private static final int H = 5;

    static Stream<EveryCell> cells() {
        return EveryCell.stream();
    }

    /** Weights with some noise in every place, biases among them. */
    private static Weights weights(EveryCell cell, int layers) {
        var weights = EveryCell.initial(cell.network(layers, H, 4, 7), 3);
        var noise = new RandomFloats(11).uniform(weights.flat().length(), 0.5);
        for (var parameter : weights.spec().layout().parameters()) {
            for (long k = parameter.offset(); k < parameter.offset() + parameter.length(); k++) {
                weights.flat().set(k, weights.flat().get(k) + noise.get(k));
            }
        }
        return weights;
    }

    private static Trace whole(Weights weights, int... ids) {
        var layers = IntStream.range(0, weights.spec().layers()).toArray();
        return Trace.of(weights, NOTHING, ids, layers, IntStream.range(0, H).toArray());
    }

    private static float[] worked(float... inputWeights) {
        var spec = new NetworkSpec(CellType.RNN, 1, 1, 3, 3);
        var weights = Weights.initial(spec, InitializationSpec.defaultFor(CellType.RNN, Activation.TANH), 1);
        var parameters = weights.parameters();
        parameters.embedding().set(0, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
        parameters.cells().getFirst().Wx().set(0, inputWeights);
        parameters.cells().getFirst().Wh().set(0, 1);
        var hidden = Trace.of(weights, NOTHING, new int[] {0, 1}, new int[] {0}, new int[] {0})
                .layers()
                .getFirst()
                .hidden();
        return new float[] {hidden[0][0], hidden[1][0]};
    }

    /** One unit reads A and B, one-hot: tanh(1), then tanh(tanh(1)), or tanh(1 + tanh(1)) where B has a weight of its own. */
    @Test
    void theWorkedExampleComesOut() {
        assertThat(worked(1, 0, 0)).containsExactly(new float[] {0.7616f, 0.6420f}, within(5e-5f));
        assertThat(worked(1, 1, 1)).containsExactly(new float[] {0.7616f, 0.9427f}, within(5e-5f));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void statesAreThoseOfThePredictor(EveryCell cell) {
        var weights = weights(cell, 2);
        int[] ids = {3, 0, 6, 6, 2, 1};
        var trace = whole(weights, ids);
        var predictor = new Predictor(weights, 1);
        for (int t = 0; t < ids.length; t++) {
            predictor.step(new int[] {ids[t]});
            var state = predictor.state(0);
            int part = 0;
            for (var layer : trace.layers()) {
                assertThat(layer.hidden()[t]).containsExactly(state[part++], within(1e-5f));
                if (layer.cell() != null) {
                    assertThat(layer.cell()[t]).containsExactly(state[part++], within(1e-5f));
                }
            }
            assertThat(part).isEqualTo(state.length);
        }
    }

    @Test
    void gatesOfAnLstmMakeItsCellAndItsState() {
        var layer = whole(weights(new EveryCell(CellType.LSTM, Activation.TANH), 2), 3, 0, 6)
                .layers()
                .get(1);
        var c = Objects.requireNonNull(layer.cell());
        for (int t = 1; t < 3; t++) {
            for (int k = 0; k < H; k++) {
                float kept = at(layer, Gate.FORGET, t, k) * c[t - 1][k];
                assertThat(c[t][k])
                        .isCloseTo(kept + at(layer, Gate.INPUT, t, k) * at(layer, Gate.CANDIDATE, t, k), within(1e-6f));
                assertThat(layer.hidden()[t][k])
                        .isCloseTo(at(layer, Gate.OUTPUT, t, k) * (float) Math.tanh(c[t][k]), within(1e-6f));
            }
        }
    }

    @Test
    void gatesOfAGruMakeItsState() {
        var layer = whole(weights(new EveryCell(CellType.GRU, Activation.TANH), 2), 3, 0, 6)
                .layers()
                .get(1);
        assertThat(layer.gates()).containsOnlyKeys(Gate.RESET, Gate.UPDATE, Gate.CANDIDATE);
        for (int t = 1; t < 3; t++) {
            for (int k = 0; k < H; k++) {
                float z = at(layer, Gate.UPDATE, t, k);
                assertThat(layer.hidden()[t][k])
                        .isCloseTo(
                                (1 - z) * at(layer, Gate.CANDIDATE, t, k) + z * layer.hidden()[t - 1][k],
                                within(1e-6f));
            }
        }
    }

    private static float at(LayerTrace layer, Gate gate, int t, int unit) {
        return Objects.requireNonNull(layer.gates().get(gate))[t][unit];
    }

    @Test
    void onlyTheChosenLayersAndUnitsAreShown() {
        var weights = weights(new EveryCell(CellType.GRU, Activation.TANH), 3);
        var all = whole(weights, 3, 0, 6);
        var some = Trace.of(weights, NOTHING, new int[] {3, 0, 6}, new int[] {2, 0}, new int[] {4, 1});
        assertThat(some.layers()).extracting(LayerTrace::layer).containsExactly(2, 0);
        for (int t = 0; t < 3; t++) {
            var hidden = all.layers().get(2).hidden()[t];
            assertThat(some.layers().getFirst().hidden()[t]).containsExactly(hidden[4], hidden[1]);
            assertThat(at(some.layers().getFirst(), Gate.RESET, t, 0))
                    .isEqualTo(at(all.layers().get(2), Gate.RESET, t, 4));
        }
    }

    @Test
    void aTokenIsAsProbableAsThePredictorSays() {
        var weights = weights(new EveryCell(CellType.LSTM, Activation.TANH), 1);
        var predictor = new Predictor(weights, 1);
        var before = predictor.step(new int[] {5})[0];
        double sum = IntStream.range(0, before.length)
                .mapToDouble(k -> Math.exp(before[k]))
                .sum();
        double expected = before[2] - Math.log(sum);
        assertThat(whole(weights, 5, 2).logprobs()).containsExactly(new double[] {Double.NaN, expected}, within(1e-5));
        assertThat(Trace.of(weights, new int[] {5}, new int[] {2}, new int[] {0}, new int[] {0})
                        .logprobs())
                .containsExactly(new double[] {expected}, within(1e-5));
    }
}
