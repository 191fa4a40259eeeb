package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a training ends, and what it leaves. */
class TrainingEndTest {
    private static final int V = 7;
    private static final int BATCH = 5;
    private static final int SEQUENCE = 4;
    private static final int NO_PATIENCE_NEEDED = Integer.MAX_VALUE;

    /** A text without a rule, so that a network that learns it by heart gets worse at any other. */
    private static TokenSource text(long seed, int length) {
        return new TokenSource.Stream(
                Tokens.of(RandomStreams.of(seed, "text", 0).ints(length, 0, V).toArray()));
    }

    private static TokenSource tokens(int... ids) {
        return new TokenSource.Stream(Tokens.of(ids));
    }

    private static final TokenSource TRAINING = text(1, 5 * 4 * 6 + 1);
    private static final TokenSource VALIDATION = text(2, 150);
    private static final int STEPS_PER_EPOCH = 6;

    private static TrainingSpec spec(int epochs, long maxSteps, int patience, double rate) {
        return new TrainingSpec(
                new NetworkSpec(CellType.LSTM, 2, 16, 8, V),
                7,
                new OptimizerSpec.Adam(rate, 0),
                new ClippingSpec.GlobalNorm(1),
                BATCH,
                SEQUENCE,
                epochs,
                maxSteps,
                patience,
                2);
    }

    private static TrainingSpec spec(int epochs, long maxSteps) {
        return spec(epochs, maxSteps, NO_PATIENCE_NEEDED, 0.01);
    }

    private static Optional<TrainingResult> train(
            TrainingSpec spec, TokenSource validation, Diary diary, StopSignal signal) {
        try (var trainer = new Trainer(spec, TRAINING, validation, diary, signal)) {
            return trainer.run();
        }
    }

    private static TrainingResult train(TrainingSpec spec, TokenSource validation, Diary diary) {
        return train(spec, validation, diary, () -> StopSignal.Answer.GO_ON).orElseThrow();
    }

    /** Says it before the given step, and goes on before all others. */
    private static StopSignal before(Diary diary, int step, StopSignal.Answer answer) {
        return () -> diary.steps.size() + 1 == step ? answer : StopSignal.Answer.GO_ON;
    }

    private static float[] bits(TrainingResult result) {
        return result.weights().flat().toArray();
    }

    @Test
    void listenerHearsOfEveryStepAndEpoch() {
        var diary = new Diary();
        var result = train(spec(2, Long.MAX_VALUE), VALIDATION, diary);
        assertThat(result.steps()).isEqualTo(2 * STEPS_PER_EPOCH);
        assertThat(diary.steps)
                .extracting(TrainingListener.StepReport::step)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(diary.steps)
                .extracting(TrainingListener.StepReport::epoch)
                .containsExactly(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2);
        assertThat(diary.steps).allSatisfy(report -> {
            assertThat(report.tokens()).isEqualTo(BATCH * SEQUENCE);
            assertThat(report.learningRate()).isEqualTo(0.01);
            assertThat(report.loss()).isPositive().isFinite();
            assertThat(report.gradientNorm()).isPositive().isFinite();
            assertThat(report.clipped()).isEqualTo(report.gradientNorm() > 1);
        });
        assertThat(diary.epochs)
                .extracting(TrainingListener.EpochReport::step)
                .containsExactly((long) STEPS_PER_EPOCH, 2L * STEPS_PER_EPOCH);
        for (int epoch = 0; epoch < 2; epoch++) {
            assertThat(diary.epochs.get(epoch).trainLoss())
                    .isCloseTo(
                            diary.steps.subList(epoch * STEPS_PER_EPOCH, (epoch + 1) * STEPS_PER_EPOCH).stream()
                                    .mapToDouble(TrainingListener.StepReport::loss)
                                    .average()
                                    .orElseThrow(),
                            within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, STEPS_PER_EPOCH, STEPS_PER_EPOCH + 3})
    void maxStepsEndsTheTrainingWithinAnEpoch(int steps) {
        var diary = new Diary();
        var result = train(spec(5, steps), tokens(), diary);
        assertThat(result.steps()).isEqualTo(steps);
        assertThat(diary.steps).hasSize(steps);
        assertThat(diary.epochs).hasSize(Math.ceilDiv(steps, STEPS_PER_EPOCH));
        assertThat(result.epoch()).isEqualTo(diary.epochs.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, STEPS_PER_EPOCH, STEPS_PER_EPOCH + 1})
    void finishMakesThisStepTheLastAndKeepsWhatWasLearned(int step) {
        var diary = new Diary();
        var finished = train(spec(5, Long.MAX_VALUE), VALIDATION, diary, before(diary, step, StopSignal.Answer.FINISH))
                .orElseThrow();
        var expected = new Diary();
        var limited = train(spec(5, step), VALIDATION, expected);
        assertThat(finished.steps()).isEqualTo(step);
        assertThat(bits(finished)).isEqualTo(bits(limited));
        assertThat(finished.validationLoss()).isEqualTo(limited.validationLoss());
        assertThat(diary.epochs).isEqualTo(expected.epochs);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, STEPS_PER_EPOCH + 1})
    void abandonEndsAtOnceAndKeepsNothing(int step) {
        var diary = new Diary();
        assertThat(train(spec(5, Long.MAX_VALUE), VALIDATION, diary, before(diary, step, StopSignal.Answer.ABANDON)))
                .isEmpty();
        assertThat(diary.steps).hasSize(step - 1);
        assertThat(diary.epochs).hasSize((step - 1) / STEPS_PER_EPOCH);
    }

    @Test
    void earlyStoppingKeepsTheBestWeights() {
        int patience = 2;
        var diary = new Diary();
        var result = train(spec(200, Long.MAX_VALUE, patience, 0.02), VALIDATION, diary);

        var losses = diary.epochs.stream()
                .map(TrainingListener.EpochReport::validationLoss)
                .toList();
        assertThat(losses).hasSizeLessThan(200);
        double best = losses.stream().min(Double::compare).orElseThrow();
        assertThat(result.validationLoss()).isEqualTo(best);
        assertThat(result.epoch()).isEqualTo(losses.indexOf(best) + 1).isEqualTo(losses.size() - patience);
        assertThat(result.trainLoss())
                .isEqualTo(diary.epochs.get(result.epoch() - 1).trainLoss());
        assertThat(diary.epochs.get(result.epoch() - 1).best()).isTrue();
        assertThat(diary.epochs.getLast().best()).isFalse();
        // they are those of that epoch, not of the last one
        var untilThen = train(spec(result.epoch(), Long.MAX_VALUE, patience, 0.02), VALIDATION, new Diary());
        assertThat(bits(result)).isEqualTo(bits(untilThen));
        assertThat(validationLoss(result.weights())).isCloseTo(best, within(1e-6 * best));
    }

    @Test
    void withoutValidationTheLastWeightsAreTheBest() {
        for (var none : List.of(tokens(), tokens(3))) {
            var diary = new Diary();
            var result = train(spec(3, Long.MAX_VALUE, 1, 0.01), none, diary);
            assertThat(result.epoch()).isEqualTo(3);
            assertThat(result.validationLoss()).isNaN();
            assertThat(diary.epochs).hasSize(3).allMatch(TrainingListener.EpochReport::best);
        }
    }

    @Test
    void validationLossIsThatOfReadingEveryStreamTokenByToken() {
        var result = train(spec(1, 3), VALIDATION, new Diary());
        double expected = validationLoss(result.weights());
        assertThat(result.validationLoss()).isCloseTo(expected, within(1e-6 * expected));
    }

    /** Mean over all predictions of the validation text, whose streams are read from the zero state one after another. */
    private static double validationLoss(Weights weights) {
        // 149 predictions, at least 8 sequences of 4 a stream: 4 streams of 38, the last one of 35
        int streams = 4;
        int length = 38;
        double sum = 0;
        int count = 0;
        var predictor = new Predictor(weights, 1);
        for (int s = 0; s < streams; s++) {
            predictor.reset();
            for (int i = s * length; i < Math.min((s + 1) * length, 149); i++) {
                var logits = predictor.step(new int[] {VALIDATION.tokens().get(i)})[0];
                sum += CrossEntropy.of(logits, VALIDATION.tokens().get(i + 1));
                count++;
            }
        }
        assertThat(count).isEqualTo(149);
        return sum / count;
    }

    /** The first step makes weights that are finite, and the second one reads with them. */
    @Test
    void lossThatIsNotFiniteIsADivergence() {
        var diary = new Diary();
        assertThatThrownBy(() -> train(spec(2, Long.MAX_VALUE, NO_PATIENCE_NEEDED, 3e37), VALIDATION, diary))
                .isInstanceOf(DivergedException.class)
                .hasMessageMatching("At step \\d+ the loss is .* and the gradient's norm .*");
        assertThat(diary.steps).allSatisfy(report -> assertThat(report.loss()).isFinite());
    }

    @Test
    void weightsThatTheLastStepBrokeAreADivergence() {
        for (var validation : List.of(VALIDATION, tokens())) {
            assertThatThrownBy(() -> train(spec(1, 1, NO_PATIENCE_NEEDED, 1e39), validation, new Diary()))
                    .isInstanceOf(DivergedException.class)
                    .hasMessage("After step 1 there are weights that are not finite.");
        }
    }

    /** Weights of 3e37 are finite; what they predict is not. */
    @Test
    void validationLossThatIsNotFiniteIsADivergence() {
        assertThatThrownBy(() -> train(spec(1, 1, NO_PATIENCE_NEEDED, 3e37), VALIDATION, new Diary()))
                .isInstanceOf(DivergedException.class)
                .hasMessageMatching("After step 1 the validation loss is (NaN|Infinity)\\.");
    }

    @Test
    void tooFewTokensForAStepAreRefused() {
        assertThatThrownBy(() -> new Trainer(
                        spec(1, 1), text(1, BATCH * SEQUENCE), tokens(), new Diary(), () -> StopSignal.Answer.GO_ON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
