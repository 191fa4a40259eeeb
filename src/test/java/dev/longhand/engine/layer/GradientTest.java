package dev.longhand.engine.layer;

import static dev.longhand.engine.layer.SmallNetwork.V;

import dev.longhand.engine.array.Closeness;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Cell;
import dev.longhand.engine.layer.SmallNetwork.Tying;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gradient is the slope of the loss, whatever the network is made of and whoever computes it. */
class GradientTest {
    /**
     * Step of the central differences. A float32 loss of a few nats is known to about 1e-6, so the noise of a slope is
     * 1e-6/2h; what the third derivative adds is about h²/6. Both are smallest together near h = 1e-2: 5e-5 and 2e-5, against
     * slopes of 1e-1.
     */
    private static final float STEP = 1e-2f;

    private static final int T = 3;
    /** Rows; two threads share them unevenly. */
    private static final int B = 3;
    /** Steps whose gradients are summed at a time, which do not divide all of them. */
    private static final int SOME = 2;

    static Stream<Arguments> networks() {
        // the readable path takes its time: each tying once, and the matrix of all of them is the fast path's
        return Stream.of(Backend.values())
                .flatMap(backend -> Stream.of(Cell.values())
                        .flatMap(cell -> Stream.of(Tying.values())
                                .flatMap(tying -> layers(backend, tying)
                                        .mapToObj(layers -> Arguments.of(backend, cell, tying, layers)))));
    }

    private static IntStream layers(Backend backend, Tying tying) {
        if (backend == Backend.ONEDNN) {
            return IntStream.of(1, 2);
        }
        return IntStream.of(tying == Tying.UNTIED ? 2 : 1);
    }

    static Stream<Arguments> cells() {
        return Stream.of(Backend.values())
                .flatMap(backend -> Stream.of(Cell.values()).map(cell -> Arguments.of(backend, cell)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void analyticGradientMatchesCentralDifferences(Backend backend, Cell cell, Tying tying, int layers) {
        assertGradient(new SmallNetwork(backend, cell, tying, layers), 1, DropoutRates.NONE);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void threadsSumToTheSameGradient(Backend backend, Cell cell) {
        assertGradient(new SmallNetwork(backend, cell, Tying.PROJECTED, 1), 2, DropoutRates.NONE);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void gradientIsThatOfTheUnitsAndWeightsThatAreLeft(Backend backend, Cell cell) {
        assertGradient(new SmallNetwork(backend, cell, Tying.PROJECTED, 1), 2, new DropoutRates(0.2, 0.4));
    }

    /** On the fast path only, because the readable one takes its time, and dropout is the same code for both. */
    @ParameterizedTest
    @EnumSource(Cell.class)
    void gradientIsThatOfWhatIsLeftInDeepNetworks(Cell cell) {
        var network = new SmallNetwork(Backend.ONEDNN, cell, Tying.UNTIED, 2);
        assertGradient(network, 2, DropoutRates.NONE);
        assertGradient(network, 1, new DropoutRates(0.3, 0));
        assertGradient(network, 1, new DropoutRates(0, 0.3));
        assertGradient(network, 2, new DropoutRates(0.2, 0.4));
    }

    private static void assertGradient(SmallNetwork network, int threads, DropoutRates dropout) {
        var random = new RandomFloats(9);
        var inputs = random.integers(T * B, 0, V);
        var targets = random.integers(T * B, -1, V);
        try (var crew = network.crew(threads)) {
            var pass = network.pass(crew, T, B, SOME, dropout);
            DoubleSupplier loss = dropout.equals(DropoutRates.NONE)
                    ? () -> evaluatedFromZero(pass, inputs, targets)
                    : () -> trainedFromZero(pass, inputs, targets);
            network.spoilGradients();
            trainedFromZero(pass, inputs, targets);
            var analytic = network.gradients.flat().toArray();
            for (var parameter : network.layout.parameters()) {
                int from = (int) parameter.offset();
                int to = from + (int) parameter.length();
                var slopes = new float[to - from];
                for (int i = 0; i < slopes.length; i++) {
                    slopes[i] = slope(network, from + i, loss);
                }
                Closeness.assertClose(parameter.name(), slopes, Arrays.copyOfRange(analytic, from, to), 1e-2);
            }
        }
    }

    private static float slope(SmallNetwork network, int i, DoubleSupplier loss) {
        var flat = network.weights.flat();
        float w = flat.get(i);
        float above = w + STEP;
        float below = w - STEP;
        flat.set(i, above);
        double lossAbove = loss.getAsDouble();
        flat.set(i, below);
        double lossBelow = loss.getAsDouble();
        flat.set(i, w);
        // the distance that was walked, which float32 has rounded
        return (float) ((lossAbove - lossBelow) / ((double) above - below));
    }

    private static double evaluatedFromZero(TrainingPass pass, int[] inputs, int[] targets) {
        pass.resetState();
        pass.prepareEvaluation();
        return pass.evaluate(inputs, targets);
    }

    /** The same units and weights are dropped each time. */
    private static double trainedFromZero(TrainingPass pass, int[] inputs, int[] targets) {
        pass.resetState();
        pass.prepareTraining(SplittableRandom::new);
        return pass.train(inputs, targets);
    }
}
