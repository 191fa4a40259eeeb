package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.RandomStreams;
import dev.longhand.text.CharTokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What is chosen, and in which order the steps are taken: every claim about the order fails when its two steps are swapped. */
class SamplerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final CharTokenizer LETTERS = new CharTokenizer(List.of("A", "B", "C", "D"), false);

    private static float[] logits(double... probabilities) {
        var logits = new float[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(probabilities[i]);
        }
        return logits;
    }

    private static double[] steps(String request, History history, double... logits) {
        LogitSteps.of(JSON.readValue(request, GenerateRequest.class), LETTERS)
                .forEach(step -> step.apply(logits, history));
        return logits;
    }

    private static String kept(Sampling sampling, double... probabilities) {
        var weights = sampling.weights(Logits.of(logits(probabilities)));
        return Arrays.toString(
                IntStream.range(0, weights.length).filter(id -> weights[id] > 0).toArray());
    }

    @Test
    void biasComesBeforeBansAndPenalties() {
        // all are banned: the one that stays is the likeliest with its bias
        assertThat(steps(
                        "{\"logitBias\":{\"C\":5},\"banned\":[\"A\",\"B\",\"C\",\"D\"]}",
                        new History(new int[0]),
                        3,
                        2,
                        1,
                        0))
                .containsExactly(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 6, Double.NEGATIVE_INFINITY);
        assertThat(steps("{\"logitBias\":{\"B\":4},\"repetitionPenalty\":2}", new History(new int[] {1}), 0, -2, 0, 0))
                .containsExactly(0, 1, 0, 0);
    }

    @Test
    void bansComeBeforePenalties() {
        var out = Double.NEGATIVE_INFINITY;
        assertThat(steps(
                        "{\"banned\":[\"A\",\"B\",\"C\",\"D\"],\"repetitionPenalty\":2}",
                        new History(new int[] {0}),
                        3,
                        2,
                        0,
                        0))
                .containsExactly(1.5, out, out, out);
    }

    @Test
    void repetitionComesBeforeOccurrence() {
        assertThat(steps("{\"repetitionPenalty\":2,\"presencePenalty\":1}", new History(new int[] {0}), 2, 0, 0, 0))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void penaltiesComeBeforeTemperature() {
        // even after a penalty of 1; divided by the temperature first, the first token would stay ahead
        var steps = LogitSteps.of(JSON.readValue("{\"presencePenalty\":1}", GenerateRequest.class), LETTERS);
        var values = new double[] {1, 0, -50, -50};
        steps.forEach(step -> step.apply(values, new History(new int[] {0})));
        var weights = new Sampling(0.5, 1, 0, 1, 0).weights(values);
        assertThat(weights[0]).isEqualTo(weights[1]);
        var counted = new int[2];
        var sampler = new Sampler(steps, new Sampling(0.5, 1, 0, 1, 0));
        var random = RandomStreams.of(1, "test", 0);
        for (int i = 0; i < 10_000; i++) {
            counted[sampler.sample(new float[] {1, 0, -50, -50}, new History(new int[] {0}), random)]++;
        }
        assertThat(counted[0]).isCloseTo(5000, within(200));
    }

    @Test
    void temperatureComesBeforeTypicality() {
        assertThat(kept(new Sampling(1, 0.2, 0, 1, 0), 0.5, 0.25, 0.125, 0.125)).isEqualTo("[1]");
        assertThat(kept(new Sampling(0.5, 0.2, 0, 1, 0), 0.5, 0.25, 0.125, 0.125))
                .isEqualTo("[0]");
    }

    @Test
    void typicalityComesBeforeTopK() {
        assertThat(kept(new Sampling(1, 0.2, 1, 1, 0), 0.5, 0.25, 0.125, 0.125)).isEqualTo("[1]");
    }

    @Test
    void topKComesBeforeTopP() {
        assertThat(kept(new Sampling(1, 1, 2, 0.55, 0), 0.4, 0.3, 0.2, 0.1)).isEqualTo("[0]");
    }

    @Test
    void topPComesBeforeMinP() {
        assertThat(kept(new Sampling(1, 1, 0, 0.65, 0.35), 0.5, 0.2, 0.15, 0.15))
                .isEqualTo("[0, 1]");
    }

    @Test
    void temperatureIsAPowerOfTheProbabilities() {
        var weights =
                new Sampling(0.5, 1, 0, 1, 0).weights(new double[] {Math.log(0.5), Math.log(0.25), Math.log(0.25)});
        assertThat(weights).containsExactly(new double[] {1, 0.25, 0.25}, within(1e-12));
        assertThat(new Sampling(1e-300, 1, 0, 1, 0).weights(new double[] {1, 2, 2}))
                .containsExactly(0, 1, 1);
    }

    @Test
    void greedyTakesTheFirstOfTheMostProbableAndDrawsNothing() {
        var sampler = new Sampler(List.of(), new Sampling(0, 1, 0, 1, 0));
        RandomGenerator none = () -> {
            throw new AssertionError("drew a number");
        };
        assertThat(sampler.sample(new float[] {1, 3, 3, 2}, new History(new int[0]), none))
                .isEqualTo(1);
    }

    @Test
    void numbersThatAreNoneAreLikeTheLowestAndNothingBreaks() {
        var random = RandomStreams.of(1, "test", 0);
        for (double temperature : new double[] {0, 1e-300, 1}) {
            var sampler = new Sampler(List.of(), new Sampling(temperature, 0.5, 3, 0.5, 0.5));
            assertThat(sampler.sample(
                            new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 1, Float.POSITIVE_INFINITY},
                            new History(new int[0]),
                            random))
                    .isEqualTo(3);
            assertThat(sampler.sample(new float[] {Float.NaN, Float.NaN}, new History(new int[0]), random))
                    .isBetween(0, 1);
        }
    }

    /** Chi-square over 100,000 draws; the bound is met by 999 of 1,000 seeds. Probabilities in parts of their sum. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 1, 0,         40;30;20;10,  16.27",
        "0.5, 1, 0, 1, 0,       16;9;4;1,     16.27",
        "1, 1, 3, 1, 0,         40;30;20;0,   13.82",
        "1, 1, 0, 0.65, 0,      40;30;0;0,    10.83",
        "2, 1, 0, 1, 0.6,       20;17.320508;14.142136;0, 13.82",
        "1, 0.5, 0, 1, 0,       0;30;20;0,    10.83"
    })
    void drawsComeAsOftenAsTheyAreProbable(
            double temperature, double typicalP, int topK, double topP, double minP, String parts, double bound) {
        var expected =
                Arrays.stream(parts.split(";")).mapToDouble(Double::parseDouble).toArray();
        double sum = Arrays.stream(expected).sum();
        var sampler = new Sampler(List.of(), new Sampling(temperature, typicalP, topK, topP, minP));
        var random = RandomStreams.of(5, "test", 0);
        var logits = logits(0.4, 0.3, 0.2, 0.1);
        var counts = new int[4];
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            counts[sampler.sample(logits, new History(new int[0]), random)]++;
        }
        double chiSquare = 0;
        for (int id = 0; id < counts.length; id++) {
            double mean = draws * expected[id] / sum;
            if (mean == 0) {
                assertThat(counts[id]).isZero();
            } else {
                chiSquare += (counts[id] - mean) * (counts[id] - mean) / mean;
            }
        }
        assertThat(chiSquare).isLessThan(bound);
    }
}
