package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.cell.Backend;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final int V = 7;

    private static TrainingSpec spec(int batchSize, int sequenceLength, int epochs, int threads) {
        return Recipe.of(new NetworkSpec(CellType.LSTM, 2, 24, 8, V))
                .batchSize(batchSize)
                .sequenceLength(sequenceLength)
                .epochs(epochs)
                .threads(threads)
                .spec();
    }

    /** A text without a rule of its own, so that only memory can predict it. */
    private static TokenSource text(int length) {
        var random = RandomStreams.of(1, "text", 0);
        return new TokenSource.Stream(Tokens.of(random.ints(length, 0, V).toArray()));
    }

    private static final TokenSource NOTHING = new TokenSource.Stream(Tokens.of());

    private static TrainingResult train(
            TrainingSpec spec, TokenSource training, TokenSource validation, Backend backend, Diary diary) {
        try (var trainer = new Trainer(spec, training, validation, diary, () -> StopSignal.Answer.GO_ON, backend)) {
            return trainer.run().orElseThrow();
        }
    }

    private static Diary diary(TrainingSpec spec, TokenSource training, TokenSource validation) {
        var diary = new Diary();
        train(spec, training, validation, Backend.best(), diary);
        return diary;
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void learnsASmallTextByHeart(Backend backend) {
        use(backend);
        var diary = new Diary();
        train(spec(2, 4, 200, 1), text(9), NOTHING, backend, diary);
        assertThat(diary.losses().getFirst()).isGreaterThan(1.7);
        assertThat(diary.losses().getLast()).isLessThan(0.01);
    }

    private static void use(Backend backend) {
        assumeThat(backend).isIn(Backend.REFERENCE, Backend.best());
    }

    @Test
    void sameSpecGivesTheSameBits() {
        var first = train(spec(5, 6, 3, 2), text(400), text(50), Backend.best(), new Diary());
        var second = train(spec(5, 6, 3, 2), text(400), text(50), Backend.best(), new Diary());
        assertThat(first.weights().flat().toArray())
                .isEqualTo(second.weights().flat().toArray());
        assertThat(first.validationLoss()).isEqualTo(second.validationLoss());
    }

    @Test
    void fastPathTrainsAsTheReferencePathDoes() {
        use(Backend.ONEDNN);
        var reference = new Diary();
        var fast = new Diary();
        train(spec(5, 6, 2, 1), text(400), text(60), Backend.REFERENCE, reference);
        train(spec(5, 6, 2, 2), text(400), text(60), Backend.ONEDNN, fast);
        assertClose(fast, reference, 1e-4);
    }

    private static void assertClose(Diary actual, Diary expected, double difference) {
        assertThat(actual.losses()).hasSameSizeAs(expected.losses());
        for (int i = 0; i < actual.losses().size(); i++) {
            assertThat(actual.losses().get(i)).isCloseTo(expected.losses().get(i), within(difference));
        }
    }

    /** More threads than rows have nothing to share; those that are too many are not started. */
    @Test
    void moreThreadsThanRowsAreAsGoodAsOneForEach() {
        var enough = diary(spec(2, 6, 2, 2), text(200), text(60));
        var tooMany = diary(spec(2, 6, 2, 7), text(200), text(60));
        assertThat(tooMany.steps).isEqualTo(enough.steps);
        assertThat(tooMany.epochs).isEqualTo(enough.epochs);
    }

    /**
     * Eight bits of mantissa blur single products by 0.4 %, in either direction, and the mean of many by far less. Later, when
     * the text is nearly known by heart, small differences grow, as they do between two seeds.
     */
    @ParameterizedTest
    @EnumSource(CellType.class)
    void bf16TrainsToNearlyTheSameLoss(CellType cell) {
        assumeThat(Precision.BF16.isSupported()).isTrue();
        var recipe = Recipe.of(new NetworkSpec(cell, 2, 24, 8, V)).epochs(9);
        var exact = diary(recipe.spec(), text(241), NOTHING).epochs;
        var rounded = diary(recipe.precision(Precision.BF16).spec(), text(241), NOTHING).epochs;
        double loss = exact.getLast().trainLoss();
        assertThat(loss).isLessThan(0.9 * exact.getFirst().trainLoss());
        assertThat(rounded.getLast().trainLoss()).isNotEqualTo(loss).isCloseTo(loss, within(0.02 * loss));
    }

    @Test
    void clippedNormIsWhatIsLeftOfTheGradient() {
        var recipe = Recipe.of(new NetworkSpec(CellType.GRU, 1, 16, 8, V)).epochs(4);
        double threshold = 0.2;
        var steps =
                diary(recipe.clipping(new ClippingSpec.GlobalNorm(threshold)).spec(), text(200), NOTHING).steps;
        assertThat(steps).anyMatch(TrainingListener.StepReport::clipped);
        assertThat(steps).allSatisfy(report -> {
            assertThat(report.clipped()).isEqualTo(report.gradientNorm() > threshold);
            assertThat(report.clippedNorm())
                    .isCloseTo(Math.min(threshold, report.gradientNorm()), within(1e-5 * threshold));
        });
        assertThat(diary(recipe.clipping(new ClippingSpec.None()).spec(), text(200), NOTHING).steps)
                .allSatisfy(report -> {
                    assertThat(report.clipped()).isFalse();
                    assertThat(report.clippedNorm()).isEqualTo(report.gradientNorm());
                });
    }

    /** Where clipping measures layer by layer, the decoder's norm is of two parts: it must not be lost. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void normsOfLayersMakeUpTheNorm(boolean perLayer) {
        var network = new NetworkSpec(CellType.GRU, Activation.TANH, 2, 16, 8, V, true, 0, 0);
        var clipping = perLayer ? new ClippingSpec.PerLayerNorm(0.1) : new ClippingSpec.GlobalNorm(0.1);
        var steps = diary(Recipe.of(network).clipping(clipping).epochs(1).spec(), text(200), NOTHING).steps;
        assertThat(steps).isNotEmpty().allSatisfy(report -> {
            var norms = report.layerNorms();
            assertThat(norms.keySet()).containsExactly("embedding", "gru.0", "gru.1", "projection", "decoder");
            double squares = norms.values().stream().mapToDouble(n -> n * n).sum();
            assertThat(Math.sqrt(squares)).isCloseTo(report.gradientNorm(), within(1e-9));
            assertThat(norms.values()).allMatch(norm -> norm > 0);
        });
    }

    /** The same tokens from the same state with the same weights, again and again: what differs is what was dropped. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropoutIsDrawnAnewForEveryStepAndRepeatsWithTheSeed(boolean recurrent) {
        double rate = 0.3;
        var network = new NetworkSpec(
                CellType.LSTM, Activation.TANH, 2, 16, 8, V, false, recurrent ? 0 : rate, recurrent ? rate : 0);
        var standing =
                Recipe.of(network).optimizer(new OptimizerSpec.Sgd(0, 0, 0)).epochs(20);
        var oneStep = text(21);
        var losses = diary(standing.spec(), oneStep, NOTHING).losses();
        assertThat(losses).hasSize(20).doesNotHaveDuplicates();
        assertThat(diary(standing.spec(), oneStep, NOTHING).losses()).isEqualTo(losses);
        assertThat(diary(standing.seed(8).spec(), oneStep, NOTHING).losses()).doesNotContainAnyElementsOf(losses);
    }

    @Test
    void evaluationDropsNothing() {
        var network = new NetworkSpec(CellType.LSTM, Activation.TANH, 2, 16, 8, V, false, 0.5, 0.5);
        UnaryOperator<Recipe> standing =
                recipe -> recipe.optimizer(new OptimizerSpec.Sgd(0, 0, 0)).epochs(2);
        var dropping = diary(standing.apply(Recipe.of(network)).spec(), text(41), text(60));
        var whole = diary(
                standing.apply(Recipe.of(new NetworkSpec(CellType.LSTM, 2, 16, 8, V)))
                        .spec(),
                text(41),
                text(60));
        assertThat(dropping.epochs)
                .extracting(TrainingListener.EpochReport::validationLoss)
                .containsOnly(whole.epochs.getFirst().validationLoss());
    }

    @Test
    void everyStepHasTheLearningRateOfTheSchedule() {
        var recipe = Recipe.of(new NetworkSpec(CellType.LSTM, 1, 8, 8, V))
                .optimizer(new OptimizerSpec.Adam(0.5, 0))
                .epochs(2);
        var sixSteps = text(61);
        assertThat(diary(recipe.schedule(new ScheduleSpec.Step(2, 2, 0.5)).spec(), sixSteps, NOTHING)
                        .learningRates())
                .containsExactly(0.25, 0.5, 0.5, 0.5, 0.25, 0.25);
        assertThat(diary(recipe.schedule(new ScheduleSpec.Cosine(0, 0.25)).spec(), sixSteps, NOTHING)
                        .learningRates())
                .startsWith(0.5)
                .endsWith(0.125);
    }

    /** The best loss never comes twice where nothing is learned, so every epoch but the first one is without a better. */
    @Test
    void plateauHearsOfTheValidationLoss() {
        var recipe = Recipe.of(new NetworkSpec(CellType.LSTM, 1, 8, 8, V))
                .optimizer(new OptimizerSpec.Sgd(1e-30, 0, 0))
                .schedule(new ScheduleSpec.Plateau(0, 0.5, 1))
                .epochs(5);
        assertThat(diary(recipe.spec(), text(21), text(60)).learningRates())
                .containsExactly(1e-30, 1e-30, 1e-30, 0.5e-30, 0.5e-30);
    }
}
