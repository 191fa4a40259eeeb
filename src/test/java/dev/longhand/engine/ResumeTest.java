package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.cell.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that was stopped and resumed makes the same bits and tells the same as one that nobody disturbed. */
class ResumeTest {
    private static final int V = 7;
    private static final NetworkSpec LSTM = new NetworkSpec(CellType.LSTM, 2, 12, 6, V);
    private static final int STEPS_PER_EPOCH = 6;

    private static TokenSource text(long seed, int length) {
        return new TokenSource.Stream(
                Tokens.of(RandomStreams.of(seed, "text", 0).ints(length, 0, V).toArray()));
    }

    private static final TokenSource TRAINING = text(1, 5 * 4 * STEPS_PER_EPOCH + 1);
    private static final TokenSource VALIDATION = text(2, 60);
    private static final TokenSource NOTHING = new TokenSource.Stream(Tokens.of());

    @TempDir
    Path directory;

    private Interrupted training(TrainingSpec spec, TokenSource training, TokenSource validation, Backend backend) {
        return new Interrupted(spec, training, validation, directory.resolve("checkpoint"), backend);
    }

    private void assertUndisturbed(
            TrainingSpec spec, TokenSource training, TokenSource validation, Backend backend, List<Integer> stops)
            throws IOException {
        var undisturbed = training(spec, training, validation, backend);
        var expected = undisturbed.run(List.of());
        assertThat(expected.steps()).isGreaterThan(stops.getLast());
        var disturbed = training(spec, training, validation, backend);
        var actual = disturbed.run(stops);
        assertThat(actual.weights().flat().toArray())
                .isEqualTo(expected.weights().flat().toArray());
        assertThat(numbers(actual)).isEqualTo(numbers(expected));
        assertThat(disturbed.diary.steps).isEqualTo(undisturbed.diary.steps);
        assertThat(disturbed.diary.epochs).isEqualTo(undisturbed.diary.epochs);
    }

    /** All but the weights; records compare the bits of their numbers. */
    private static Record numbers(TrainingResult result) {
        record Numbers(double trainLoss, double validationLoss, int epoch, long steps) {}
        return new Numbers(result.trainLoss(), result.validationLoss(), result.epoch(), result.steps());
    }

    private void assertUndisturbed(Recipe recipe, TokenSource validation, List<Integer> stops) throws IOException {
        assertUndisturbed(recipe.spec(), TRAINING, validation, Backend.best(), stops);
    }

    /** In an epoch, at its last step, between two epochs, and right after one. */
    private static final List<Integer> STOPS =
            List.of(3, STEPS_PER_EPOCH, STEPS_PER_EPOCH + 1, STEPS_PER_EPOCH + 2, 16);

    private static Recipe recipe(NetworkSpec network) {
        return Recipe.of(network).epochs(3);
    }

    static Stream<EveryCell> cells() {
        return EveryCell.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCellGoesOnWhereItWas(EveryCell cell) throws IOException {
        assertUndisturbed(recipe(cell.network(2, 12, 6, V)), VALIDATION, STOPS);
    }

    @Test
    void referenceGoesOnWhereItWas() throws IOException {
        var spec = Recipe.of(new NetworkSpec(CellType.LSTM, 1, 4, 3, V)).spec();
        assertUndisturbed(spec, TRAINING, NOTHING, Backend.REFERENCE, List.of(3));
    }

    static Stream<OptimizerSpec> optimizers() {
        return Stream.of(
                new OptimizerSpec.Sgd(0.5, 0.9, 0.001),
                new OptimizerSpec.RmsProp(0.01, 0.9, 1e-8, 0),
                new OptimizerSpec.Adam(0.01, 0.001),
                new OptimizerSpec.AdamW(0.01, 0.9, 0.999, 1e-8, 0.01));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyOptimizerRemembersItsMoments(OptimizerSpec optimizer) throws IOException {
        assertUndisturbed(recipe(LSTM).optimizer(optimizer), VALIDATION, STOPS);
    }

    static Stream<ScheduleSpec> schedules() {
        return Stream.of(
                new ScheduleSpec.Constant(4),
                new ScheduleSpec.Step(0, 5, 0.5),
                new ScheduleSpec.Exponential(2, 5, 0.5),
                new ScheduleSpec.Cosine(2, 0.1),
                new ScheduleSpec.OneCycle(0, 0.3),
                new ScheduleSpec.Plateau(2, 0.5, 0));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyScheduleGoesOnWhereItWas(ScheduleSpec schedule) throws IOException {
        assertUndisturbed(recipe(LSTM).schedule(schedule), VALIDATION, STOPS);
    }

    /** The learning rate is so high that the validation loss rises: twice it falls by a half, in different trainers. */
    @Test
    void plateauRemembersForHowLongNothingHasBecomeBetter() throws IOException {
        var recipe = recipe(LSTM)
                .optimizer(new OptimizerSpec.Adam(0.05, 0))
                .schedule(new ScheduleSpec.Plateau(0, 0.5, 1))
                .epochs(9);
        var stops = IntStream.range(1, 9)
                .map(epoch -> epoch * STEPS_PER_EPOCH + 1)
                .boxed()
                .toList();
        assertUndisturbed(recipe, VALIDATION, stops);
        var diary = training(recipe.spec(), TRAINING, VALIDATION, Backend.best());
        diary.run(List.of());
        assertThat(diary.diary.learningRates()).contains(0.05, 0.025, 0.0125);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyThreadsStateIsCarriedOn(int threads) throws IOException {
        assertUndisturbed(recipe(LSTM).threads(threads), VALIDATION, STOPS);
    }

    @Test
    void averageIsCarriedOn() throws IOException {
        assertUndisturbed(recipe(LSTM).averageDecay(0.5), VALIDATION, STOPS);
    }

    @Test
    void dropoutDrawsTheSameMasks() throws IOException {
        var network = new NetworkSpec(CellType.GRU, Activation.TANH, 2, 12, 6, V, true, 0.3, 0.3);
        assertUndisturbed(recipe(network).averageDecay(0.9), VALIDATION, STOPS);
    }

    @Test
    void bf16GoesOnToo() throws IOException {
        assumeThat(Precision.BF16.isSupported()).isTrue();
        assertUndisturbed(recipe(LSTM).precision(Precision.BF16), VALIDATION, STOPS);
    }

    @Test
    void withoutValidationTheLastWeightsAreTheResult() throws IOException {
        assertUndisturbed(recipe(LSTM), NOTHING, STOPS);
    }

    @Test
    void bestWeightsAndTheEpochsSinceThenAreKept() throws IOException {
        var recipe = recipe(LSTM)
                .optimizer(new OptimizerSpec.Adam(0.05, 0))
                .epochs(50)
                .patience(3);
        var undisturbed = training(recipe.spec(), TRAINING, VALIDATION, Backend.best());
        var result = undisturbed.run(List.of());
        int epochs = undisturbed.diary.epochs.size();
        assertThat(epochs).isLessThan(50).isEqualTo(result.epoch() + 3);
        // in each of the epochs since the best one
        var stops = IntStream.range(result.epoch(), epochs)
                .map(epoch -> epoch * STEPS_PER_EPOCH + 2)
                .boxed()
                .toList();
        assertUndisturbed(recipe, VALIDATION, stops);
    }

    /** Segments come in another order in every epoch, and have a state only where one is longer than a sequence. */
    @Test
    void segmentsKeepTheirOrder() throws IOException {
        var segments = Sentences.of(RandomStreams.of(3, "lengths", 0)
                .ints(40, 1, 15)
                .mapToObj(length ->
                        RandomStreams.of(4, "text", length).ints(length, 1, V).toArray())
                .toList());
        var spec = recipe(LSTM).threads(3).spec();
        int steps = (int) spec.stepsPerEpoch(segments);
        var stops = List.of(2, 3, steps, steps + 1, steps + 4, 2 * steps + 3, 3 * steps - 1);
        assertUndisturbed(spec, segments, Sentences.of(List.of(new int[] {1, 2, 3})), Backend.best(), stops);
    }

    @Test
    void trainingCanBeResumedAtAnyStepAndAtEveryStep() throws IOException {
        var recipe = recipe(LSTM).averageDecay(0.5);
        int steps = 3 * STEPS_PER_EPOCH;
        assertUndisturbed(recipe, VALIDATION, IntStream.range(1, steps).boxed().toList());
        for (int step = 1; step < steps; step += 5) {
            assertUndisturbed(recipe, VALIDATION, List.of(step));
        }
    }

    /** One that has been stopped for good in an epoch is over; until then it could be resumed. */
    @Test
    void lastStepMayLieWithinAnEpoch() throws IOException {
        assertUndisturbed(recipe(LSTM).maxSteps(9), VALIDATION, List.of(2, 8));
    }
}
