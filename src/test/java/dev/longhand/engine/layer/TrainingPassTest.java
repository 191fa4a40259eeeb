package dev.longhand.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.array.Closeness;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.onednn.OneDnn;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the whole network must keep to, whoever computes it. */
class TrainingPassTest {
    /**
     * Step of the central differences. A float32 loss of a few nats is known to about 1e-6, so the noise of a slope is
     * 1e-6/2h; what the third derivative adds is about h²/6. Both are smallest together near h = 1e-2: 5e-5 and 2e-5, against
     * slopes of 1e-1.
     */
    private static final float H = 1e-2f;

    private static final int V = 5;
    private static final int T = 4;
    private static final int B = 3;

    private static void use(Backend backend) {
        if (backend == Backend.ONEDNN) {
            assumeThat(OneDnn.isAvailable()).isTrue();
            OneDnn.useOneThread();
        }
    }

    /** A small network with weights that are neither flat nor saturated. */
    private static final class Network {
        final Backend backend;
        final NetworkShape shape;
        final ParameterLayout layout;
        final Parameters weights;
        final Parameters gradients;

        Network(Backend backend, int layers) {
            use(backend);
            this.backend = backend;
            shape = new NetworkShape(V, 3, 6, layers);
            layout = new ParameterLayout(shape);
            weights = Parameters.zeros(layout);
            gradients = Parameters.zeros(layout);
            var random = new RandomFloats(layers);
            for (var parameter : layout.parameters()) {
                random.fill(weights.flat().slice(parameter.offset(), parameter.length()), 0.8);
            }
        }

        TrainingPass pass(int T, int B) {
            var pass = new TrainingPass(backend, shape, T, B, weights, gradients);
            pass.weightsChanged();
            return pass;
        }
    }

    @ParameterizedTest
    @CsvSource({"REFERENCE, 1", "REFERENCE, 2", "ONEDNN, 1", "ONEDNN, 2"})
    void analyticGradientMatchesCentralDifferences(Backend backend, int layers) {
        var network = new Network(backend, layers);
        var random = new RandomFloats(9);
        var inputs = random.integers(T * B, 0, V);
        var targets = random.integers(T * B, -1, V);
        var pass = network.pass(T, B);
        pass.train(inputs, targets);
        var analytic = RandomFloats.copyOf(network.gradients.flat());

        for (var parameter : network.layout.parameters()) {
            int from = (int) parameter.offset();
            int to = from + (int) parameter.length();
            var expected = Arrays.copyOfRange(analytic.toArray(), from, to);
            var slopes = new float[expected.length];
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] = slope(network, pass, from + i, inputs, targets);
            }
            Closeness.assertClose(parameter.name(), slopes, expected, 1e-2);
        }
    }

    private static float slope(Network network, TrainingPass pass, int i, int[] inputs, int[] targets) {
        var flat = network.weights.flat();
        float w = flat.get(i);
        float above = w + H;
        float below = w - H;
        flat.set(i, above);
        double lossAbove = lossFromZero(pass, inputs, targets);
        flat.set(i, below);
        double lossBelow = lossFromZero(pass, inputs, targets);
        flat.set(i, w);
        // the distance that was walked, which float32 has rounded
        return (float) ((lossAbove - lossBelow) / ((double) above - below));
    }

    private static double lossFromZero(TrainingPass pass, int[] inputs, int[] targets) {
        pass.resetState();
        pass.weightsChanged();
        return pass.evaluate(inputs, targets);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void lossOfTwoCallsIsThatOfOneCallOverTheWholeSequence(Backend backend) {
        var network = new Network(backend, 2);
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
    @EnumSource(Backend.class)
    void resetMakesTheNextCallForgetTheOnesBefore(Backend backend) {
        var network = new Network(backend, 2);
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

    /** What a row without any target reads must leave no trace: the loss and every gradient keep their bits. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void rowWithoutTargetsChangesNoBit(Backend backend) {
        var network = new Network(backend, 2);
        var random = new RandomFloats(7);
        var inputs = random.integers(T * B, 0, V);
        var targets = random.integers(T * B, 0, V);
        for (int t = 0; t < T; t++) {
            targets[t * B + 1] = -1;
        }
        assertNoTrace(network, inputs, targets, 1, 0);
    }

    /** Nor what the last step reads where it has no target; before it, an input still matters for what follows. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void lastStepWithoutTargetChangesNoBit(Backend backend) {
        var network = new Network(backend, 2);
        var random = new RandomFloats(8);
        var inputs = random.integers(T * B, 0, V);
        var targets = random.integers(T * B, 0, V);
        targets[(T - 1) * B + 2] = -1;
        assertNoTrace(network, inputs, targets, 2, T - 1);
    }

    private static void assertNoTrace(Network network, int[] inputs, int[] targets, int row, int fromStep) {
        var pass = network.pass(T, B);
        double loss = pass.train(inputs, targets);
        var gradient = network.gradients.flat().toArray();
        var others = inputs.clone();
        for (int t = fromStep; t < T; t++) {
            others[t * B + row] = (inputs[t * B + row] + 1 + t) % V;
        }
        pass.resetState();
        assertThat(pass.train(others, targets)).isEqualTo(loss);
        assertThat(network.gradients.flat().toArray()).isEqualTo(gradient);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void withoutAnyTargetThereIsNoLossAndNoGradient(Backend backend) {
        var network = new Network(backend, 1);
        var targets = new int[T * B];
        Arrays.fill(targets, -1);
        network.gradients.flat().set(3, 5);
        assertThat(network.pass(T, B).train(new RandomFloats(1).integers(T * B, 0, V), targets))
                .isZero();
        for (float value : network.gradients.flat().toArray()) {
            assertThat(value).isZero();
        }
    }
}
