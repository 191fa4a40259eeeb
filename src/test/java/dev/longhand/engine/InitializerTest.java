package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.InitializationSpec.Input;
import dev.longhand.engine.InitializationSpec.Recurrent;
import dev.longhand.engine.layer.Parameter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {
    private static final int E = 12;
    private static final int V = 40;

    private static Weights defaults(NetworkSpec network) {
        return Weights.initial(network, InitializationSpec.defaultFor(network.cell(), network.activation()), 3);
    }

    private static Parameter parameter(Weights weights, String name) {
        return weights.spec().layout().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static float[] values(Weights weights, String name) {
        var parameter = parameter(weights, name);
        return weights.flat().slice(parameter.offset(), parameter.length()).toArray();
    }

    /** The square matrix of a gate within (H,G·H). */
    private static double[][] gate(float[] matrix, int H, int gates, int gate) {
        var square = new double[H][H];
        for (int row = 0; row < H; row++) {
            for (int column = 0; column < H; column++) {
                square[row][column] = matrix[row * gates * H + gate * H + column];
            }
        }
        return square;
    }

    /** The largest difference between WᵀW and the identity. */
    private static double distanceFromOrthogonal(double[][] W) {
        double distance = 0;
        for (int i = 0; i < W.length; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (var row : W) {
                    product += row[i] * row[j];
                }
                distance = Math.max(distance, Math.abs(product - (i == j ? 1 : 0)));
            }
        }
        return distance;
    }

    static Stream<Arguments> cellsAndSizes() {
        return Stream.of(1, 2, 3, 64, 257)
                .flatMap(H -> Stream.of(
                        Arguments.of(CellType.LSTM, 4, H),
                        Arguments.of(CellType.GRU, 3, H),
                        Arguments.of(CellType.RNN, 1, H)));
    }

    @ParameterizedTest
    @MethodSource("cellsAndSizes")
    void everyGateOfEveryLayerIsARotationOfItsOwn(CellType cell, int gates, int H) {
        var weights = defaults(new NetworkSpec(cell, 2, H, E, V));
        for (int layer = 0; layer < 2; layer++) {
            var matrix = values(weights, cell.name().toLowerCase(java.util.Locale.ROOT) + ".weight_hh_l" + layer);
            for (int gate = 0; gate < gates; gate++) {
                var W = gate(matrix, H, gates, gate);
                assertThat(distanceFromOrthogonal(W)).isLessThan(1e-5);
                if (H > 1 && gate > 0) {
                    assertThat(Arrays.deepEquals(W, gate(matrix, H, gates, gate - 1)))
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "LEAKY_RELU", "ELU"})
    void plainRecurrenceThatIsLinearAboveZeroKeepsItsState(Activation activation) {
        var weights = defaults(new NetworkSpec(CellType.RNN, activation, 1, 5, E, V, false, 0, 0));
        assertThat(gate(values(weights, "rnn.weight_hh_l0"), 5, 1, 0)).isDeepEqualTo(Rotation.identity(5));
    }

    @Test
    void identityCanBeHadForEveryGate() {
        var spec = new InitializationSpec(Input.UNIFORM, Recurrent.IDENTITY, 0);
        var weights = Weights.initial(new NetworkSpec(CellType.GRU, 1, 6, E, V), spec, 1);
        for (int gate = 0; gate < 3; gate++) {
            assertThat(gate(values(weights, "gru.weight_hh_l0"), 6, 3, gate)).isDeepEqualTo(Rotation.identity(6));
        }
    }

    /** Gates in the order i f g o. */
    @Test
    void forgetGateBeginsOpenAndAllOtherBiasesAtZero() {
        var spec = new InitializationSpec(Input.XAVIER, Recurrent.ORTHOGONAL, 1.5);
        var weights = Weights.initial(new NetworkSpec(CellType.LSTM, 2, 2, E, V), spec, 1);
        for (int layer = 0; layer < 2; layer++) {
            assertThat(values(weights, "lstm.bias_l" + layer)).containsExactly(0, 0, 1.5f, 1.5f, 0, 0, 0, 0);
        }
        assertThat(values(weights, "decoder.bias")).containsOnly(0);
        assertThat(values(defaults(new NetworkSpec(CellType.LSTM, 1, 1, E, V)), "lstm.bias_l0"))
                .containsExactly(0, 1, 0, 0);
        assertThat(values(defaults(new NetworkSpec(CellType.GRU, 1, 4, E, V)), "gru.bias_ih_l0"))
                .containsOnly(0);
    }

    private static void assertUniform(float[] values, double bound) {
        double largest = 0;
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
            sum += value;
            squares += (double) value * value;
        }
        assertThat(largest).isBetween(0.98 * bound, (double) Math.nextUp((float) bound));
        assertThat(squares / values.length).isCloseTo(bound * bound / 3, Percentage.withPercentage(10));
        // five standard deviations of a mean
        assertThat(sum / values.length).isCloseTo(0, within(5 * bound / Math.sqrt(3.0 * values.length)));
    }

    @ParameterizedTest
    @EnumSource(CellType.class)
    void matricesAreUniformWithinTheirBounds(CellType cell) {
        int H = 30;
        var name = cell.name().toLowerCase(java.util.Locale.ROOT);
        var network = new NetworkSpec(cell, 2, H, E, V);
        double byHidden = 1 / Math.sqrt(H);

        var xavier = defaults(network);
        assertUniform(values(xavier, name + ".weight_ih_l0"), Math.sqrt(6.0 / (E + H)));
        assertUniform(values(xavier, name + ".weight_ih_l1"), Math.sqrt(6.0 / (H + H)));
        assertUniform(values(xavier, "decoder.weight"), byHidden);
        assertUniform(values(xavier, "embedding.weight"), Math.sqrt(3));

        var uniform = Weights.initial(network, new InitializationSpec(Input.UNIFORM, Recurrent.UNIFORM, 1), 3);
        for (int layer = 0; layer < 2; layer++) {
            assertUniform(values(uniform, name + ".weight_ih_l" + layer), byHidden);
            assertUniform(values(uniform, name + ".weight_hh_l" + layer), byHidden);
        }
    }

    @Test
    void embeddingThatTheDecoderReadsWithIsSmall() {
        var tied = defaults(new NetworkSpec(CellType.LSTM, Activation.TANH, 1, 30, E, V, true, 0, 0));
        assertUniform(values(tied, "embedding.weight"), 0.1);
        assertUniform(values(tied, "projection.weight"), 1 / Math.sqrt(30));
    }

    @Test
    void seedAloneDecides() {
        var network = new NetworkSpec(CellType.GRU, 2, 9, E, V);
        var spec = InitializationSpec.defaultFor(CellType.GRU, Activation.TANH);
        var weights = Weights.initial(network, spec, 1).flat().toArray();
        assertThat(Weights.initial(network, spec, 1).flat().toArray()).isEqualTo(weights);
        assertThat(Weights.initial(network, spec, 2).flat().toArray()).isNotEqualTo(weights);
    }

    /** They get no gradient and would be part of every norm. */
    @Test
    void gapsBetweenParametersAreZero() {
        var weights = defaults(new NetworkSpec(CellType.GRU, 2, 5, 3, 7));
        var flat = weights.flat().toArray();
        for (var parameter : weights.spec().layout().parameters()) {
            Arrays.fill(flat, (int) parameter.offset(), (int) (parameter.offset() + parameter.length()), 0);
        }
        assertThat(flat).containsOnly(0);
    }
}
