package dev.longhand.engine.cell;

import static dev.longhand.engine.array.Closeness.RELATIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.array.Closeness;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.cell.Problem.Mode;
import dev.longhand.engine.onednn.NumberType;
import dev.longhand.engine.onednn.OneDnn;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fast cell does what its readable one does, over sizes that fill vectors and cache lines, and that do not. */
class RecurrenceTest {
    private static final int[] H = {1, 3, 7, 8, 13, 16, 31, 64, 100, 257};
    private static final int[] T = {1, 2, 5};
    private static final int[] I = {1, 4, 7, 16, 33, 64, 100};

    /** A factor of 8 bits is wrong by up to 1/256 and its errors mostly cancel; a wrong term is wrong by its whole size. */
    private static final double RELATIVE_IN_BF16 = 3e-2;

    @BeforeEach
    void useOneThread() {
        assumeThat(OneDnn.isAvailable()).isTrue();
        OneDnn.useOneThread();
    }

    /**
     * Every batch from 1 to 33 once, every hidden size and number of steps at least three times, no two of them paired twice,
     * gradients summed over one step, all of them, or a number that does not divide them; and all that is 1 together, where
     * ND4J likes to drop dimensions.
     */
    static Stream<SequenceShape> shapes() {
        var covering = IntStream.rangeClosed(1, 33)
                .mapToObj(B -> new SequenceShape(
                        T[B % T.length], B, I[B % I.length], H[B % H.length], 1 + B % T[B % T.length]));
        var ones = Stream.of(
                new SequenceShape(1, 1, 1, 1),
                new SequenceShape(5, 1, 1, 1),
                new SequenceShape(2, 1, 1, 16),
                new SequenceShape(2, 1, 16, 1),
                new SequenceShape(2, 3, 1, 1));
        return Stream.concat(covering, ones);
    }

    static Stream<Arguments> cellsAndShapes() {
        return Stream.of(Cell.values()).flatMap(cell -> shapes().map(shape -> Arguments.of(cell, shape)));
    }

    @ParameterizedTest
    @MethodSource("cellsAndShapes")
    void outputsAndLastStatesAreThoseOfTheReference(Cell cell, SequenceShape shape) {
        var problem = new Problem(cell, shape);
        var reference = problem.reference().forward();
        for (var mode : Mode.values()) {
            assertSameForward(problem.fast(mode).forward(), reference, RELATIVE);
        }
    }

    @ParameterizedTest
    @MethodSource("cellsAndShapes")
    void gradientsAreThoseOfTheReference(Cell cell, SequenceShape shape) {
        var problem = new Problem(cell, shape);
        var reference = problem.reference().forwardAndBackward();
        assertSameGradients(problem.fast(Mode.TRAINING).forwardAndBackward(), reference, RELATIVE);
    }

    /** In float32 it has the primitive; in bf16 this is its path, and float32 shows its mathematics. */
    @ParameterizedTest
    @MethodSource("shapes")
    void lstmOfProductsIsThatOfTheReference(SequenceShape shape) {
        var problem = new Problem(Cell.LSTM, shape);
        var reference = problem.reference().forwardAndBackward();
        assertSameForward(problem.products(NumberType.FLOAT32, Mode.INFERENCE).forward(), reference, RELATIVE);
        var products = problem.products(NumberType.FLOAT32, Mode.TRAINING).forwardAndBackward();
        assertSameForward(products, reference, RELATIVE);
        assertSameGradients(products, reference, RELATIVE);
    }

    @ParameterizedTest
    @MethodSource("cellsAndShapes")
    void outputsInBf16AreCloseToTheReference(Cell cell, SequenceShape shape) {
        assumeThat(OneDnn.hasBf16()).isTrue();
        var problem = new Problem(cell, shape);
        var reference = problem.reference().forward();
        for (var mode : Mode.values()) {
            assertSameForward(problem.products(NumberType.BF16, mode).forward(), reference, RELATIVE_IN_BF16);
        }
    }

    /** Not of one unit alone: the gradient of its weight is one number, which may be what is left of others that cancel. */
    @ParameterizedTest
    @MethodSource("cellsAndShapes")
    void gradientsInBf16AreCloseToTheReference(Cell cell, SequenceShape shape) {
        assumeThat(OneDnn.hasBf16() && shape.H() > 1).isTrue();
        var problem = new Problem(cell, shape);
        if (cell == Cell.RNN_RELU || cell == Cell.RNN_LEAKY_RELU) {
            problem.awayFromKinks();
        }
        var reference = problem.reference().forwardAndBackward();
        var bf16 = problem.products(NumberType.BF16, Mode.TRAINING).forwardAndBackward();
        assertSameGradients(bf16, reference, RELATIVE_IN_BF16);
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void gradientsTakeThePlaceOfWhatIsThere(Cell cell) {
        for (var shape : new SequenceShape[] {new SequenceShape(5, 13, 33, 100, 2), new SequenceShape(1, 3, 4, 7)}) {
            var problem = new Problem(cell, shape);
            var reference = problem.reference().forwardAndBackward();
            assertSameGradients(problem.reference().withRubbish().forwardAndBackward(), reference, 0);
            assertSameGradients(problem.fast(Mode.TRAINING).withRubbish().forwardAndBackward(), reference, RELATIVE);
        }
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void newWeightsCountOnceTheyAreAnnounced(Cell cell) {
        var problem = new Problem(cell, new SequenceShape(2, 5, 7, 31));
        var fast = problem.fast(Mode.TRAINING);
        problem.fill(new RandomFloats(2));
        fast.recurrence.weightsChanged();
        fast.forwardAndBackward();
        var reference = problem.reference().forwardAndBackward();
        assertSameForward(fast, reference, RELATIVE);
        assertSameGradients(fast, reference, RELATIVE);
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void runningAgainGivesTheSameBits(Cell cell) {
        var problem = new Problem(cell, new SequenceShape(5, 13, 33, 100, 2));
        var first = problem.fast(Mode.TRAINING).forwardAndBackward();
        var second = problem.fast(Mode.TRAINING).forwardAndBackward();
        assertSameBits(second, first);
        assertSameBits(second.forwardAndBackward(), first);
    }

    private static void assertSameForward(Problem.Run run, Problem.Run expected, double relative) {
        var actual = run.sequence;
        var reference = expected.sequence;
        assertClose("y", actual.y(), reference.y(), relative);
        assertClose("h", actual.last().h(), reference.last().h(), relative);
        if (reference.last().c() != null) {
            assertClose("c", actual.last().cellState(), reference.last().cellState(), relative);
        }
    }

    private static void assertSameGradients(Problem.Run run, Problem.Run expected, double relative) {
        var actual = run.gradients();
        var reference = expected.gradients();
        assertClose("dx", actual.dx(), reference.dx(), relative);
        assertClose("dWx", actual.weights().Wx(), reference.weights().Wx(), relative);
        assertClose("dWh", actual.weights().Wh(), reference.weights().Wh(), relative);
        assertClose("db", actual.weights().b(), reference.weights().b(), relative);
        if (reference.weights().bh() != null) {
            assertClose(
                    "dbh", actual.weights().secondBias(), reference.weights().secondBias(), relative);
        }
    }

    private static void assertClose(String what, Floats actual, Floats expected, double relative) {
        Closeness.assertClose(what, actual.toArray(), expected.toArray(), relative);
    }

    private static void assertSameBits(Problem.Run actual, Problem.Run expected) {
        assertThat(actual.sequence.y().toArray())
                .isEqualTo(expected.sequence.y().toArray());
        assertThat(actual.gradients().dx().toArray())
                .isEqualTo(expected.gradients().dx().toArray());
        assertThat(actual.gradients().weights().W().toArray())
                .isEqualTo(expected.gradients().weights().W().toArray());
        assertThat(actual.gradients().weights().b().toArray())
                .isEqualTo(expected.gradients().weights().b().toArray());
        if (actual.gradients().weights().bh() != null) {
            assertThat(actual.gradients().weights().secondBias().toArray())
                    .isEqualTo(expected.gradients().weights().secondBias().toArray());
        }
    }
}
