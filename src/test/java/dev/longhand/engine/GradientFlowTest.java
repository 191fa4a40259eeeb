package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.InitializationSpec.Input;
import dev.longhand.engine.InitializationSpec.Recurrent;
import dev.longhand.engine.LagNorms.Verdict;
import dev.longhand.engine.cell.CellWeights;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientFlowTest {
    private static final ClippingSpec NONE = new ClippingSpec.None();
    private static final int[] IDS = {1, 4, 0, 2, 6, 3};
    private static final int T = IDS.length - 1;
    private static final int H = 4;
    private static final int V = 7;

    static Stream<EveryCell> cells() {
        return EveryCell.stream();
    }

    /** The loss when what the network carries after step t is changed. */
    private static double loss(Weights weights, int t, UnaryOperator<float[][]> change) {
        var predictor = new Predictor(weights, 1);
        float[][] logits = {};
        for (int k = 0; k < T; k++) {
            logits = predictor.step(new int[] {IDS[k]});
            if (k == t) {
                predictor.restore(0, change.apply(predictor.state(0)));
            }
        }
        return loss(logits[0]);
    }

    private static double loss(float[] logits) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        return Math.log(sum) - logits[IDS[T]];
    }

    /** What a step leaves, hidden state and cell, is changed unit by unit, and the network reads on. */
    @ParameterizedTest
    @MethodSource("cells")
    void normsAreThoseOfCentralDifferences(EveryCell cell) {
        var weights = EveryCell.initial(cell.network(1, H, 3, V), 5);
        var flow = GradientFlow.of(weights, IDS, NONE);
        float e = 5e-3f;
        for (int lag = 1; lag < T; lag++) {
            double squares = 0;
            for (int part = 0; part < (cell.type() == CellType.LSTM ? 2 : 1); part++) {
                for (int unit = 0; unit < H; unit++) {
                    double slope = (loss(weights, lag, part, unit, e) - loss(weights, lag, part, unit, -e)) / (2 * e);
                    squares += slope * slope;
                }
            }
            assertThat(flow.layers().getFirst().norms()[lag]).isCloseTo(Math.sqrt(squares), within(1e-3));
            assertThat(flow.together().norms()[lag])
                    .isEqualTo(flow.layers().getFirst().norms()[lag]);
        }
        assertThat(flow.loss()).isCloseTo(loss(weights, 0, state -> state), within(1e-5));
    }

    private static double loss(Weights weights, int lag, int part, int unit, float change) {
        return loss(weights, T - 1 - lag, state -> {
            state[part][unit] += change;
            return state;
        });
    }

    /** Two layers of tanh, written out in double: what the lower one leaves goes up as well as on. */
    private static double loss(Weights weights, int layer, int step, int unit, double change) {
        var parameters = weights.parameters();
        var h = new double[2][H];
        for (int t = 0; t < T; t++) {
            var x = new double[3];
            for (int k = 0; k < 3; k++) {
                x[k] = parameters.embedding().get(IDS[t] * 3L + k);
            }
            for (int l = 0; l < 2; l++) {
                h[l] = next(parameters.cells().get(l), x, h[l]);
                if (l == layer && t == step) {
                    h[l][unit] += change;
                }
                x = h[l];
            }
        }
        var logits = new float[V];
        for (int v = 0; v < V; v++) {
            double sum = parameters.decoderBias().get(v);
            for (int k = 0; k < H; k++) {
                sum += h[1][k] * parameters.decoderWeight().get((long) v * H + k);
            }
            logits[v] = (float) sum;
        }
        return loss(logits);
    }

    private static double[] next(CellWeights cell, double[] x, double[] h) {
        var next = new double[H];
        for (int j = 0; j < H; j++) {
            double sum = cell.b().get(j);
            for (int k = 0; k < x.length; k++) {
                sum += x[k] * cell.Wx().get((long) k * H + j);
            }
            for (int k = 0; k < H; k++) {
                sum += h[k] * cell.Wh().get((long) k * H + j);
            }
            next[j] = Math.tanh(sum);
        }
        return next;
    }

    @Test
    void whatGoesUpCountsInALowerLayer() {
        var weights = EveryCell.initial(new NetworkSpec(CellType.RNN, 2, H, 3, V), 5);
        var flow = GradientFlow.of(weights, IDS, NONE);
        double e = 1e-3;
        for (int lag = 0; lag < T; lag++) {
            double together = 0;
            for (int layer = 0; layer < 2; layer++) {
                double squares = 0;
                for (int unit = 0; unit < H; unit++) {
                    int t = T - 1 - lag;
                    double slope = (loss(weights, layer, t, unit, e) - loss(weights, layer, t, unit, -e)) / (2 * e);
                    squares += slope * slope;
                }
                assertThat(flow.layers().get(layer).norms()[lag]).isCloseTo(Math.sqrt(squares), within(1e-3));
                together += squares;
            }
            assertThat(flow.together().norms()[lag]).isCloseTo(Math.sqrt(together), within(1e-3));
        }
    }

    /** tanh is linear where everything is zero: then a rotation times ρ leaves ρ^lag of the gradient. */
    @Test
    void aLinearNetworkLeavesThePowerOfItsSpectralRadius() {
        var spec = new NetworkSpec(CellType.RNN, 1, 16, 8, V);
        for (double radius : new double[] {0.9, 1, 1.1}) {
            var weights = Weights.initial(spec, new InitializationSpec(Input.XAVIER, Recurrent.ORTHOGONAL, 0), 3);
            weights.parameters().embedding().clear();
            var Wh = weights.parameters().cells().getFirst().Wh();
            Wh.as(Wh.length()).muli(radius);
            var flow = GradientFlow.of(weights, new int[50], NONE).together();
            for (int lag = 0; lag < 49; lag++) {
                assertThat(flow.norms()[lag] / flow.norms()[0])
                        .isCloseTo(Math.pow(radius, lag), Percentage.withPercentage(0.01));
            }
        }
    }

    private static UntrainedNetwork network(CellType cell, RecurrentMatrices matrices) {
        return new UntrainedNetwork(cell, Activation.TANH, 1, 64, matrices, 1);
    }

    @Test
    void plainRecurrenceVanishesOrExplodesAndTheLstmKeepsMore() {
        var clipping = new ClippingSpec.GlobalNorm(1);
        var uniform = new RecurrentMatrices.Uniform(1);
        var plain = network(CellType.RNN, uniform).flow(200, 7, clipping);
        var wide =
                network(CellType.RNN, new RecurrentMatrices.SpectralRadius(1.5)).flow(200, 7, clipping);
        var lstm = network(CellType.LSTM, uniform).flow(200, 7, clipping);
        assertThat(plain.together().verdict()).isEqualTo(Verdict.VANISHES);
        assertThat(plain.together().norms()).hasSize(200);
        assertThat(wide.together().verdict()).isEqualTo(Verdict.EXPLODES);
        assertThat(wide.parameterNorm()).isGreaterThan(1000);
        assertThat(wide.clippedNorm()).isCloseTo(1, within(1e-4));
        assertThat(wide.clipped()).isTrue();
        assertThat(lstm.together().norms()[100])
                .isGreaterThan(1000 * plain.together().norms()[100]);
        assertThat(lstm.together().halfLife()).isGreaterThan(plain.together().halfLife());
    }

    @Test
    void everythingFollowsFromTheSeed() {
        var network = network(CellType.GRU, new RecurrentMatrices.Uniform(2));
        var norms = network.flow(20, 7, NONE).together().norms();
        assertThat(network.flow(20, 7, NONE).together().norms()).isEqualTo(norms);
        assertThat(network.flow(20, 8, NONE).together().norms()).isNotEqualTo(norms);
    }

    @Test
    void matricesBeginAsTheyWereAskedFor() {
        var scaled = network(CellType.LSTM, new RecurrentMatrices.Uniform(2)).weights(7);
        var Wh = scaled.parameters().cells().getFirst().Wh().toArray();
        float most = 2 / (float) Math.sqrt(64);
        assertThat(Wh).satisfies(values -> {
            assertThat(Arrays.stream(toDoubles(values)).map(Math::abs).max().orElseThrow())
                    .isBetween(0.98 * most, (double) most);
        });
        var rotated =
                network(CellType.RNN, new RecurrentMatrices.SpectralRadius(1.5)).weights(7);
        var row = Arrays.copyOf(rotated.parameters().cells().getFirst().Wh().toArray(), 64);
        assertThat(Math.sqrt(Arrays.stream(toDoubles(row)).map(v -> v * v).sum()))
                .isCloseTo(1.5, within(1e-5));
    }

    private static double[] toDoubles(float[] values) {
        var doubles = new double[values.length];
        Arrays.setAll(doubles, k -> values[k]);
        return doubles;
    }
}
