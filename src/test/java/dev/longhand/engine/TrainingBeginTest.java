package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.engine.cell.Backend;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** With what a training begins, and what it shows on its way. */
class TrainingBeginTest {
    private static final int V = 7;
    private static final Recipe RECIPE =
            Recipe.of(new NetworkSpec(CellType.LSTM, 2, 12, 6, V)).epochs(3);

    private static final TokenSource TRAINING = text(1, 121);
    private static final TokenSource VALIDATION = text(2, 60);

    private static TokenSource text(long seed, int length) {
        return new TokenSource.Stream(
                Tokens.of(RandomStreams.of(seed, "text", 0).ints(length, 0, V).toArray()));
    }

    private static TrainingResult train(Recipe recipe, Weights initial, Diary diary) {
        try (var trainer =
                new Trainer(recipe.spec(), initial, TRAINING, VALIDATION, diary, () -> StopSignal.Answer.GO_ON)) {
            return trainer.run().orElseThrow();
        }
    }

    private static TrainingResult train(Recipe recipe, Diary diary) {
        try (var trainer = new Trainer(recipe.spec(), TRAINING, VALIDATION, diary, () -> StopSignal.Answer.GO_ON)) {
            return trainer.run().orElseThrow();
        }
    }

    @Test
    void givenWeightsAreWhereItBegins() {
        var spec = RECIPE.spec();
        var random = Weights.initial(spec.network(), spec.initialization(), spec.seed());
        var bits = random.flat().toArray();
        var given = new Diary();
        var drawn = new Diary();
        train(RECIPE, random, given);
        train(RECIPE, drawn);
        assertThat(given.steps).isEqualTo(drawn.steps);
        assertThat(random.flat().toArray()).isEqualTo(bits);
    }

    @Test
    void modelIsContinued() {
        var first = train(RECIPE.epochs(20), new Diary());
        var diary = new Diary();
        train(RECIPE, first.weights(), diary);
        assertThat(diary.losses().getFirst()).isLessThan(1.2 * first.trainLoss());
    }

    /** Dropout is a matter of the training, not of the weights. */
    @Test
    void weightsOfTheSameShapeMayHaveBeenTrainedWithAnotherDropout() {
        var network = new NetworkSpec(CellType.LSTM, Activation.TANH, 2, 12, 6, V, false, 0.5, 0);
        var result = train(RECIPE, EveryCell.initial(network, 1), new Diary());
        assertThat(result.weights().spec()).isEqualTo(RECIPE.spec().network());
    }

    @Test
    void weightsOfAnotherShapeAreRefused() {
        var other = EveryCell.initial(new NetworkSpec(CellType.LSTM, 2, 12, 6, V + 1), 1);
        assertThatThrownBy(() -> train(RECIPE, other, new Diary()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The weights are of another network");
    }

    @Test
    void constructorThatFailsLeavesNoThreads() throws InterruptedException {
        var before = crews();
        // fails when the pass asks for the second layer
        var tooFew = EveryCell.initial(new NetworkSpec(CellType.LSTM, 1, 12, 6, V), 1);
        assertThatThrownBy(() -> new Learner(RECIPE.threads(5).spec(), tooFew, 4, Backend.best()).close())
                .isInstanceOf(IndexOutOfBoundsException.class);
        for (var thread : crews()) {
            if (!before.contains(thread)) {
                thread.join(5000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    private static Set<Thread> crews() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("longhand-crew-"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Between two epochs a caller may let the network write. */
    @Test
    void textCanBeSampledBetweenEpochsAndChangesNoBit() {
        for (double decay : new double[] {0, 0.5}) {
            var undisturbed = new Diary();
            var expected = train(RECIPE.averageDecay(decay), undisturbed);
            var sampling = new Sampling();
            try (var trainer = new Trainer(
                    RECIPE.averageDecay(decay).spec(), TRAINING, VALIDATION, sampling, () -> StopSignal.Answer.GO_ON)) {
                sampling.trainer[0] = trainer;
                var actual = trainer.run().orElseThrow();
                assertThat(actual.weights().flat().toArray())
                        .isEqualTo(expected.weights().flat().toArray());
            }
            assertThat(sampling.diary.steps).isEqualTo(undisturbed.steps);
            assertThat(sampling.diary.epochs).isEqualTo(undisturbed.epochs);
            assertThat(sampling.meanLoss).isLessThan(Math.log(V) + 1).isPositive();
        }
    }

    /** Predicts with the shown weights after every epoch, many rows at a time and one. */
    private static final class Sampling implements TrainingListener {
        final Diary diary = new Diary();
        final Trainer[] trainer = new Trainer[1];
        double meanLoss;

        @Override
        public void onStep(StepReport report) {
            diary.onStep(report);
        }

        @Override
        public void onEpoch(EpochReport report) {
            diary.onEpoch(report);
            for (int rows : new int[] {1, 32}) {
                var predictor = new Predictor(trainer[0].shownWeights(), rows);
                var ids = new int[rows];
                for (int i = 0; i < 20; i++) {
                    meanLoss = CrossEntropy.of(predictor.step(ids)[0], 1);
                }
            }
        }
    }
}
