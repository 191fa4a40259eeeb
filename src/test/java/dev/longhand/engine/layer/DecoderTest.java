package dev.longhand.engine.layer;

import static dev.longhand.engine.array.Closeness.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.array.Closeness;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Cell;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.onednn.NumberType;
import dev.longhand.engine.onednn.OneDnn;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast decoder and its loss do what the readable ones do, with and without a projection, on one thread and on three. */
class DecoderTest {
    /** N rows of which some are summed at a time, V tokens, H hidden units, E features of a token that it is tied to or 0. */
    record Sizes(int N, int some, int V, int H, int E, int threads) {
        NetworkShape shape() {
            return new NetworkShape(Cell.RNN_TANH, V, Math.max(1, E), H, 0, E > 0);
        }
    }

    static Stream<Sizes> sizes() {
        int[] V = {1, 2, 65, 257, 1000};
        int[] N = {1, 2, 3, 7, 13, 17, 31, 33, 65};
        int[] H = {1, 8, 31, 100};
        int[] E = {0, 8, 33};
        return IntStream.range(0, V.length * N.length)
                .mapToObj(i -> new Sizes(
                        N[i % N.length],
                        1 + i % N[i % N.length],
                        V[i % V.length],
                        H[i % H.length],
                        E[i / 2 % E.length],
                        1 + 2 * (i / 3 % 2)));
    }

    /** One backend on weights and input that it shares with the other, with results of its own. */
    private static final class Head {
        final Floats dy;
        final Parameters gradients;
        final Decoder decoder;
        final CrossEntropy crossEntropy;

        Head(Backend backend, Crew crew, Sizes sizes, Parameters weights, Floats y) {
            assumeThat(backend == Backend.REFERENCE || OneDnn.isAvailable()).isTrue();
            var compute = new Compute(backend, crew, NumberType.FLOAT32);
            dy = Floats.zeros(y.length());
            gradients = Parameters.zeros(sizes.shape());
            // what is there already does not count
            new RandomFloats(3).fill(gradients.flat(), 1);
            decoder = new Decoder(
                    compute, sizes.shape(), weights, new Decoder.Memory(sizes.N, sizes.some, y, dy, gradients));
            crossEntropy = CrossEntropy.of(compute, sizes.N, sizes.V, decoder.logits());
            decoder.weightsChanged();
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void logitsLossAndGradientsAreThoseOfTheReference(Sizes sizes) {
        var random = new RandomFloats(sizes.hashCode());
        var weights = Parameters.zeros(sizes.shape());
        random.fill(weights.flat(), 2 / Math.sqrt(sizes.H));
        var y = random.uniform((long) sizes.N * sizes.H, 1);
        var targets = random.integers(sizes.N, -1, sizes.V);
        try (var crew = new Crew(sizes.threads, Backend.ONEDNN::prepareThread)) {
            var fast = new Head(Backend.ONEDNN, crew, sizes, weights, y);
            var reference = new Head(Backend.REFERENCE, crew, sizes, weights, y);
            fast.decoder.forward();
            reference.decoder.forward();
            assertClose("logits", fast.decoder.logits(), reference.decoder.logits());
            assertSameLosses(fast, reference, targets, sizes.V);
            assertSameGradients(fast, reference);
        }
    }

    private static void assertSameLosses(Head fast, Head reference, int[] targets, int V) {
        double truth = loss(reference.decoder.logits().toArray(), targets, V);
        // one rounding of a log-probability a row
        var tolerance = within(Closeness.RELATIVE * Math.max(1, truth));
        for (var head : new Head[] {fast, reference}) {
            assertThat(head.crossEntropy.loss(targets)).isCloseTo(truth, tolerance);
            head.decoder.forward();
            assertThat(head.crossEntropy.lossAndGradient(targets)).isCloseTo(truth, tolerance);
            head.decoder.backward();
        }
    }

    private static void assertSameGradients(Head fast, Head reference) {
        assertClose("dz", fast.decoder.logits(), reference.decoder.logits());
        assertClose("dy", fast.dy, reference.dy);
        assertClose("dW", fast.gradients.decoderWeight(), reference.gradients.decoderWeight());
        assertClose("db", fast.gradients.decoderBias(), reference.gradients.decoderBias());
        if (reference.gradients.projection() != null) {
            assertClose("dP", fast.gradients.requiredProjection(), reference.gradients.requiredProjection());
        }
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
    @EnumSource(Backend.class)
    void largeLogitsNeitherOverflowNorVanish(Backend backend) {
        var sizes = new Sizes(2, 2, 3, 1, 0, 1);
        var weights = Parameters.zeros(sizes.shape());
        weights.decoderBias().set(0, new float[] {1000, -1000, 990});
        try (var crew = Crew.ofOne(backend::prepareThread)) {
            var head = new Head(backend, crew, sizes, weights, Floats.zeros(2));
            head.decoder.forward();
            assertThat(head.crossEntropy.loss(new int[] {0, 1}))
                    .isCloseTo(2000 + 2 * Math.log1p(Math.exp(-10)), within(1e-3));
        }
    }
}
