package dev.longhand.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Cell;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has no target leaves no trace: the loss and every gradient keep their bits. */
class MaskTest {
    /** Steps whose gradients are summed at a time; the longest segment has as many. */
    private static final int SOME = 16;

    /** Below, at and above what fills vectors, and enough for products that are cut into blocks. */
    private static Stream<NetworkShape> shapes(Cell cell) {
        return Stream.of(
                new NetworkShape(cell, 5, 3, 6, 2, false),
                new NetworkShape(cell, 65, 24, 40, 2, false),
                new NetworkShape(cell, 65, 24, 40, 1, true),
                new NetworkShape(cell, 33, 128, 128, 1, true));
    }

    static Stream<Arguments> networks() {
        return Stream.of(Backend.values())
                .flatMap(backend ->
                        Stream.of(Cell.values()).flatMap(MaskTest::shapes).map(shape -> Arguments.of(backend, shape)));
    }

    static Stream<Arguments> cells() {
        return Stream.of(Backend.values())
                .flatMap(backend -> Stream.of(Cell.values()).map(cell -> Arguments.of(backend, cell)));
    }

    /** Segments of up to 16 tokens, one a row, side by side over T steps: where one has ended, anything is read. */
    private record Segments(int V, int T, int B, int[] inputs, int[] targets) {
        static Segments padded(int V, int T, int B) {
            var random = new RandomFloats(4);
            var text = random.integers(2 * SOME * B, 0, V);
            var lengths = random.integers(B, 1, SOME + 1);
            var padding = new RandomFloats(T);
            var inputs = padding.integers(T * B, 0, V);
            var targets = new int[T * B];
            Arrays.fill(targets, -1);
            for (int row = 0; row < B; row++) {
                for (int t = 0; t < lengths[row]; t++) {
                    inputs[t * B + row] = text[2 * (t * B + row)];
                    targets[t * B + row] = text[2 * (t * B + row) + 1];
                }
            }
            return new Segments(V, T, B, inputs, targets);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void paddingToAnyNumberOfStepsChangesNoBit(Backend backend, NetworkShape shape) {
        // the readable path takes its time
        for (int B : backend == Backend.ONEDNN ? new int[] {3, 8, 13} : new int[] {3, 8}) {
            var network = new SmallNetwork(backend, shape);
            double loss = train(network, Segments.padded(shape.V(), SOME, B));
            var gradient = network.gradients.flat().toArray();
            for (int T : new int[] {2 * SOME, 3 * SOME}) {
                assertThat(train(network, Segments.padded(shape.V(), T, B)))
                        .as("loss of %d rows of %d steps", B, T)
                        .isEqualTo(loss);
                assertSameBits(network, gradient, "%d rows of %d steps".formatted(B, T));
            }
        }
    }

    private static double train(SmallNetwork network, Segments segments) {
        network.spoilGradients();
        try (var crew = network.crew(1)) {
            var pass = network.pass(crew, segments.T, segments.B, SOME, DropoutRates.NONE);
            return pass.train(segments.inputs, segments.targets);
        }
    }

    private static void assertSameBits(SmallNetwork network, float[] expected, String what) {
        var actual = network.gradients.flat().toArray();
        for (var parameter : network.layout.parameters()) {
            int from = (int) parameter.offset();
            int to = from + (int) parameter.length();
            assertThat(Arrays.copyOfRange(actual, from, to))
                    .as("%s, %s", parameter.name(), what)
                    .isEqualTo(Arrays.copyOfRange(expected, from, to));
        }
    }

    private static final int T = 4;
    private static final int B = 3;

    @ParameterizedTest
    @MethodSource("cells")
    void rowWithoutTargetsChangesNoBit(Backend backend, Cell cell) {
        var random = new RandomFloats(7);
        var inputs = random.integers(T * B, 0, SmallNetwork.V);
        var targets = random.integers(T * B, 0, SmallNetwork.V);
        for (int t = 0; t < T; t++) {
            targets[t * B + 1] = -1;
        }
        assertNoTrace(backend, cell, inputs, targets, 1, 0);
    }

    /** Before the last step, an input still matters for what follows. */
    @ParameterizedTest
    @MethodSource("cells")
    void lastStepWithoutTargetChangesNoBit(Backend backend, Cell cell) {
        var random = new RandomFloats(8);
        var inputs = random.integers(T * B, 0, SmallNetwork.V);
        var targets = random.integers(T * B, 0, SmallNetwork.V);
        targets[(T - 1) * B + 2] = -1;
        assertNoTrace(backend, cell, inputs, targets, 2, T - 1);
    }

    private static void assertNoTrace(Backend backend, Cell cell, int[] inputs, int[] targets, int row, int fromStep) {
        var others = inputs.clone();
        for (int t = fromStep; t < T; t++) {
            others[t * B + row] = (inputs[t * B + row] + 1 + t) % SmallNetwork.V;
        }
        for (var tying : SmallNetwork.Tying.values()) {
            for (int threads = 1; threads <= B; threads++) {
                var network = new SmallNetwork(backend, cell, tying, 2);
                try (var crew = network.crew(threads)) {
                    var pass = network.pass(crew, T, B, T, DropoutRates.NONE);
                    double loss = pass.train(inputs, targets);
                    var gradient = network.gradients.flat().toArray();
                    pass.resetState();
                    assertThat(pass.train(others, targets)).isEqualTo(loss);
                    assertSameBits(network, gradient, tying + ", threads: " + threads);
                }
            }
        }
    }
}
