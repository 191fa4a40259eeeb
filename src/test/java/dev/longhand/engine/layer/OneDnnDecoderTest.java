package dev.longhand.engine.layer;

import static dev.longhand.engine.array.Closeness.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.array.Closeness;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.onednn.OneDnn;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast decoder does what the readable one does. */
class OneDnnDecoderTest {
    /** N rows, V tokens, H hidden units. */
    private record Sizes(int N, int V, int H) {}

    static Stream<Sizes> sizes() {
        int[] V = {1, 2, 65, 257, 1000};
        int[] N = {1, 2, 3, 7, 13, 17, 31, 33, 65};
        int[] H = {1, 8, 31, 100};
        return java.util.stream.IntStream.range(0, V.length * N.length)
                .mapToObj(i -> new Sizes(N[i % N.length], V[i % V.length], H[i % H.length]));
    }

    @BeforeEach
    void useOneThread() {
        assumeThat(OneDnn.isAvailable()).isTrue();
        OneDnn.useOneThread();
    }

    /** One backend on weights and input that it shares with the other, with results of its own. */
    private static final class Head {
        final Floats logits;
        final Floats dy;
        final Parameters gradients;
        final Decoder decoder;

        Head(Backend backend, Sizes sizes, Parameters weights, Floats y, ParameterLayout layout) {
            var shape = new NetworkShape(sizes.V, 1, sizes.H, 0);
            logits = Floats.zeros((long) sizes.N * sizes.V);
            dy = Floats.zeros((long) sizes.N * sizes.H);
            gradients = Parameters.zeros(layout);
            // something to add to
            new RandomFloats(3).fill(gradients.decoderWeight(), 1);
            new RandomFloats(4).fill(gradients.decoderBias(), 1);
            decoder = Decoder.of(
                    backend,
                    sizes.N,
                    shape,
                    weights,
                    new Decoder.Memory(
                            y, logits, new Decoder.Gradients(dy, gradients.decoderWeight(), gradients.decoderBias())));
            decoder.weightsChanged();
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void logitsLossAndGradientsAreThoseOfTheReference(Sizes sizes) {
        var random = new RandomFloats(sizes.hashCode());
        var layout = new ParameterLayout(new NetworkShape(sizes.V, 1, sizes.H, 0));
        var weights = Parameters.zeros(layout);
        random.fill(weights.flat(), 2 / Math.sqrt(sizes.H));
        var y = random.uniform((long) sizes.N * sizes.H, 1);
        var targets = random.integers(sizes.N, -1, sizes.V);
        var fast = new Head(Backend.ONEDNN, sizes, weights, y, layout);
        var reference = new Head(Backend.REFERENCE, sizes, weights, y, layout);

        fast.decoder.forward();
        reference.decoder.forward();
        assertClose("logits", fast.logits, reference.logits);

        double truth = loss(reference.logits.toArray(), targets, sizes.V);
        // one rounding of a log-probability a row
        var tolerance = within(Closeness.RELATIVE * Math.max(1, truth));
        assertThat(fast.decoder.loss(targets)).isCloseTo(truth, tolerance);
        assertThat(reference.decoder.loss(targets)).isCloseTo(truth, tolerance);

        fast.decoder.backward(targets);
        reference.decoder.backward(targets);
        assertClose("dy", fast.dy, reference.dy);
        assertClose("dW", fast.gradients.decoderWeight(), reference.gradients.decoderWeight());
        assertClose("db", fast.gradients.decoderBias(), reference.gradients.decoderBias());
    }

    /** Cross-entropy of logits, in double precision, as the definition reads. */
    private static double loss(float[] logits, int[] targets, int V) {
        double loss = 0;
        for (int n = 0; n < targets.length; n++) {
            if (targets[n] >= 0) {
                var row = Arrays.copyOfRange(logits, n * V, (n + 1) * V);
                double sum = 0;
                for (float z : row) {
                    sum += Math.exp(z);
                }
                loss += Math.log(sum) - row[targets[n]];
            }
        }
        return loss;
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(Backend.class)
    void largeLogitsNeitherOverflowNorVanish(Backend backend) {
        var sizes = new Sizes(2, 3, 1);
        var layout = new ParameterLayout(new NetworkShape(sizes.V, 1, sizes.H, 0));
        var weights = Parameters.zeros(layout);
        weights.decoderBias().set(0, new float[] {1000, -1000, 990});
        var head = new Head(backend, sizes, weights, Floats.zeros(2), layout);
        head.decoder.forward();
        assertThat(head.decoder.loss(new int[] {0, 1})).isCloseTo(2000 + 2 * Math.log1p(Math.exp(-10)), within(1e-3));
    }
}
