package dev.longhand.engine.layer;

import static dev.longhand.engine.layer.SmallNetwork.V;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Cell;
import dev.longhand.engine.layer.SmallNetwork.Tying;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the whole network must keep to, whoever computes it. */
class TrainingPassTest {
    private static final int T = 4;
    private static final int B = 3;

    static Stream<Arguments> cells() {
        return Stream.of(Backend.values())
                .flatMap(backend -> Stream.of(Cell.values()).map(cell -> Arguments.of(backend, cell)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void lossOfTwoCallsIsThatOfOneCallOverTheWholeSequence(Backend backend, Cell cell) {
        var network = new SmallNetwork(backend, cell, Tying.UNTIED, 2);
        var random = new RandomFloats(5);
        var inputs = random.integers(2 * T * B, 0, V);
        var targets = random.integers(2 * T * B, 0, V);
        double whole = network.pass(2 * T, B).evaluate(inputs, targets);

        var pass = network.pass(T, B);
        int half = T * B;
        double first = pass.evaluate(Arrays.copyOf(inputs, half), Arrays.copyOf(targets, half));
        double second =
                pass.train(Arrays.copyOfRange(inputs, half, 2 * half), Arrays.copyOfRange(targets, half, 2 * half));
        assertThat(first + second).isCloseTo(whole, within(1e-6 * whole));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void resetMakesTheNextCallForgetTheOnesBefore(Backend backend, Cell cell) {
        var network = new SmallNetwork(backend, cell, Tying.UNTIED, 2);
        var random = new RandomFloats(6);
        var inputs = random.integers(T * B, 0, V);
        var targets = random.integers(T * B, 0, V);
        var pass = network.pass(T, B);
        double fresh = pass.train(inputs, targets);
        var gradient = network.gradients.flat().toArray();
        assertThat(pass.train(inputs, targets)).isNotEqualTo(fresh);
        pass.resetState();
        assertThat(pass.train(inputs, targets)).isEqualTo(fresh);
        assertThat(network.gradients.flat().toArray()).isEqualTo(gradient);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void withoutAnyTargetThereIsNoLossAndNoGradient(Backend backend, Cell cell) {
        var targets = new int[T * B];
        Arrays.fill(targets, -1);
        for (var tying : Tying.values()) {
            var network = new SmallNetwork(backend, cell, tying, 1);
            network.spoilGradients();
            var inputs = new RandomFloats(1).integers(T * B, 0, V);
            assertThat(network.pass(T, B).train(inputs, targets)).isZero();
            for (float value : network.gradients.flat().toArray()) {
                assertThat(value).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void nothingIsDroppedInEvaluation(Backend backend, Cell cell) {
        var network = new SmallNetwork(backend, cell, Tying.UNTIED, 2);
        var random = new RandomFloats(6);
        var inputs = random.integers(T * B, 0, V);
        var targets = random.integers(T * B, 0, V);
        double whole = network.pass(T, B).evaluate(inputs, targets);
        try (var crew = network.crew(1)) {
            var pass = network.pass(crew, T, B, T, new DropoutRates(0.5, 0.5));
            pass.prepareTraining(SplittableRandom::new);
            assertThat(pass.train(inputs, targets)).isNotEqualTo(whole);
            pass.resetState();
            pass.prepareEvaluation();
            assertThat(pass.evaluate(inputs, targets)).isEqualTo(whole);
        }
    }
}
