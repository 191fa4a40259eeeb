package dev.longhand.engine.cell;

import static dev.longhand.engine.array.Closeness.assertClose;
import static dev.longhand.engine.array.RandomFloats.copyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.onednn.OneDnn;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast LSTM does what the readable one does, over sizes that fill vectors and cache lines, and that do not. */
class OneDnnLstmTest {
    private static final int[] H = {1, 3, 7, 8, 13, 16, 31, 64, 100, 257};
    private static final int[] T = {1, 2, 5};
    private static final int[] I = {1, 4, 7, 16, 33, 64, 100};

    @BeforeEach
    void useOneThread() {
        assumeThat(OneDnn.isAvailable()).isTrue();
        OneDnn.useOneThread();
    }

    /**
     * Every batch from 1 to 33 once, every hidden size and number of steps at least three times, no two of them paired twice;
     * and all that is 1 together, where ND4J likes to drop dimensions.
     */
    static Stream<SequenceShape> shapes() {
        var covering = IntStream.rangeClosed(1, 33)
                .mapToObj(B -> new SequenceShape(T[B % T.length], B, I[B % I.length], H[B % H.length]));
        var ones = Stream.of(
                new SequenceShape(1, 1, 1, 1),
                new SequenceShape(5, 1, 1, 1),
                new SequenceShape(2, 1, 1, 16),
                new SequenceShape(2, 1, 16, 1),
                new SequenceShape(2, 3, 1, 1));
        return Stream.concat(covering, ones);
    }

    /** One backend on weights, input and first state that it shares with others, and on results of its own. */
    private static final class Layer {
        final Sequence sequence;
        final @Nullable SequenceGradients gradients;
        final Recurrence recurrence;

        Layer(Backend backend, Problem problem, Mode mode) {
            var s = problem.shape;
            sequence = new Sequence(
                    problem.x,
                    Floats.zeros((long) s.T() * s.B() * s.H()),
                    problem.first,
                    RecurrentState.zeros(s.B(), s.H()));
            gradients = mode == Mode.INFERENCE
                    ? null
                    : new SequenceGradients(
                            Floats.zeros(problem.x.length()),
                            problem.dy,
                            new CellWeights(
                                    copyOf(problem.earlier.Wx()),
                                    copyOf(problem.earlier.Wh()),
                                    copyOf(problem.earlier.b())));
            recurrence = backend.lstm(s, problem.weights, sequence, gradients);
            recurrence.weightsChanged();
        }

        SequenceGradients gradients() {
            return java.util.Objects.requireNonNull(gradients);
        }
    }

    private enum Mode {
        TRAINING,
        INFERENCE
    }

    /** What goes in; {@code earlier} are the gradients that are there already. */
    private static final class Problem {
        final SequenceShape shape;
        final CellWeights weights;
        final CellWeights earlier;
        final Floats x;
        final Floats dy;
        final RecurrentState first;

        Problem(SequenceShape shape, double earlierBound) {
            this.shape = shape;
            var random = new RandomFloats(shape.hashCode());
            weights = cell(random, 1 / Math.sqrt(shape.H()));
            earlier = cell(random, earlierBound);
            x = random.uniform((long) shape.T() * shape.B() * shape.I(), 1.5);
            dy = random.uniform((long) shape.T() * shape.B() * shape.H(), 1);
            long states = (long) shape.B() * shape.H();
            first = new RecurrentState(random.uniform(states, 0.9), random.uniform(states, 2));
        }

        private CellWeights cell(RandomFloats random, double bound) {
            long G = 4L * shape.H();
            return new CellWeights(
                    random.uniform(shape.I() * G, bound),
                    random.uniform(shape.H() * G, bound),
                    random.uniform(G, bound));
        }

        Layer on(Backend backend, Mode mode) {
            return new Layer(backend, this, mode);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void outputsAndLastStatesAreThoseOfTheReference(SequenceShape shape) {
        var problem = new Problem(shape, 0);
        var reference = problem.on(Backend.REFERENCE, Mode.TRAINING);
        reference.recurrence.forward();
        for (var mode : Mode.values()) {
            var fast = problem.on(Backend.ONEDNN, mode);
            fast.recurrence.forward();
            assertSameForward(fast.sequence, reference.sequence);
        }
    }

    private static void assertSameForward(Sequence actual, Sequence expected) {
        assertClose("y", actual.y(), expected.y());
        assertClose("h", actual.last().h(), expected.last().h());
        assertClose("c", actual.last().c(), expected.last().c());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientsAreThoseOfTheReference(SequenceShape shape) {
        assertSameGradients(new Problem(shape, 0));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientsAreAddedToThoseThatAreThere(SequenceShape shape) {
        assertSameGradients(new Problem(shape, 1));
    }

    private static void assertSameGradients(Problem problem) {
        var reference = problem.on(Backend.REFERENCE, Mode.TRAINING);
        var fast = problem.on(Backend.ONEDNN, Mode.TRAINING);
        for (var layer : new Layer[] {reference, fast}) {
            layer.recurrence.forward();
            layer.recurrence.backward();
        }
        var actual = fast.gradients();
        var expected = reference.gradients();
        assertClose("dx", actual.dx(), expected.dx());
        assertClose("dWx", actual.weights().Wx(), expected.weights().Wx());
        assertClose("dWh", actual.weights().Wh(), expected.weights().Wh());
        assertClose("db", actual.weights().b(), expected.weights().b());
    }

    @Test
    void newWeightsCountOnceTheyAreAnnounced() {
        var problem = new Problem(new SequenceShape(2, 5, 7, 31), 0);
        var fast = problem.on(Backend.ONEDNN, Mode.TRAINING);
        var random = new RandomFloats(2);
        random.fill(problem.weights.Wx(), 0.3);
        random.fill(problem.weights.Wh(), 0.3);
        random.fill(problem.weights.b(), 0.3);
        fast.recurrence.weightsChanged();
        fast.recurrence.forward();
        fast.recurrence.backward();
        var reference = problem.on(Backend.REFERENCE, Mode.TRAINING);
        reference.recurrence.forward();
        reference.recurrence.backward();
        assertSameForward(fast.sequence, reference.sequence);
        assertClose("dx", fast.gradients().dx(), reference.gradients().dx());
    }

    @Test
    void runningAgainGivesTheSameBits() {
        var problem = new Problem(new SequenceShape(5, 13, 33, 100), 0);
        var first = problem.on(Backend.ONEDNN, Mode.TRAINING);
        var second = problem.on(Backend.ONEDNN, Mode.TRAINING);
        for (var layer : new Layer[] {first, second}) {
            layer.recurrence.forward();
            layer.recurrence.backward();
        }
        assertThat(second.sequence.y().toArray()).isEqualTo(first.sequence.y().toArray());
        assertThat(second.gradients().weights().Wh().toArray())
                .isEqualTo(first.gradients().weights().Wh().toArray());
        assertThat(second.gradients().weights().b().toArray())
                .isEqualTo(first.gradients().weights().b().toArray());
    }
}
