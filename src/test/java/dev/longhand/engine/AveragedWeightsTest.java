package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.array.Closeness;
import org.junit.jupiter.api.Test;

/** The exponential moving average is what is evaluated and published; training goes on with the weights themselves. */
class AveragedWeightsTest {
    private static final int V = 7;
    private static final double DECAY = 0.3;

    private static TokenSource text(long seed, int length) {
        return new TokenSource.Stream(
                Tokens.of(RandomStreams.of(seed, "text", 0).ints(length, 0, V).toArray()));
    }

    private static final TokenSource TRAINING = text(1, 61);
    private static final TokenSource VALIDATION = text(2, 30);
    private static final TokenSource NOTHING = new TokenSource.Stream(Tokens.of());
    private static final Recipe PLAIN =
            Recipe.of(new NetworkSpec(CellType.LSTM, 1, 16, 8, V)).epochs(3);

    private static TrainingResult train(Recipe recipe, TokenSource validation, Diary diary) {
        try (var trainer = new Trainer(recipe.spec(), TRAINING, validation, diary, () -> StopSignal.Answer.GO_ON)) {
            return trainer.run().orElseThrow();
        }
    }

    @Test
    void trainingGoesOnAsIfNobodyHadAveragedOrEvaluated() {
        var plain = new Diary();
        var averaged = new Diary();
        train(PLAIN, NOTHING, plain);
        train(PLAIN.averageDecay(DECAY), VALIDATION, averaged);
        assertThat(averaged.steps).hasSize(9).isEqualTo(plain.steps);
    }

    @Test
    void resultIsTheAverageOfTheWeightsAfterEveryStep() {
        int steps = 5;
        var spec = PLAIN.spec();
        var average = toDouble(Weights.initial(spec.network(), spec.initialization(), spec.seed()));
        for (int t = 1; t <= steps; t++) {
            var weights = train(PLAIN.maxSteps(t), NOTHING, new Diary()).weights();
            // the early steps count less: (1 + t) / (10 + t) is below 0.3 at first
            double keep = Math.min(DECAY, (1.0 + t) / (10 + t));
            for (int i = 0; i < average.length; i++) {
                average[i] = keep * average[i] + (1 - keep) * weights.flat().get(i);
            }
        }
        var expected = new float[average.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) average[i];
        }
        var actual = train(PLAIN.maxSteps(steps).averageDecay(DECAY), NOTHING, new Diary());
        Closeness.assertClose("average", actual.weights().flat().toArray(), expected, 1e-6);
    }

    private static double[] toDouble(Weights weights) {
        var values = new double[(int) weights.flat().length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.flat().get(i);
        }
        return values;
    }

    @Test
    void validationLossIsThatOfTheAverage() {
        var result = train(PLAIN.averageDecay(DECAY), VALIDATION, new Diary());
        double sum = 0;
        var predictor = new Predictor(result.weights(), 1);
        for (int i = 0; i < 29; i++) {
            sum += CrossEntropy.of(
                    predictor.step(new int[] {VALIDATION.tokens().get(i)})[0],
                    VALIDATION.tokens().get(i + 1));
        }
        assertThat(result.validationLoss()).isCloseTo(sum / 29, within(1e-5));
        assertThat(result.validationLoss())
                .isNotEqualTo(train(PLAIN, VALIDATION, new Diary()).validationLoss());
    }
}
