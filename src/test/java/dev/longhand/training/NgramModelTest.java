package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NgramModelTest {
    private static final int A = 0;
    private static final int B = 1;
    private static final int V = 3;

    /** Room for everything. */
    private static final long BUDGET = 10 << 20;

    private static NgramModel learned(int order, int vocabularySize, List<int[]> texts) {
        var model = new NgramModel(order, vocabularySize, BUDGET);
        for (var text : texts) {
            model.begin(text[0]);
            IntStream.range(1, text.length).forEach(i -> model.learn(text[i]));
        }
        return model;
    }

    private static double probability(NgramModel model, int[] context, int token) {
        model.beginReading(context[0]);
        IntStream.range(1, context.length).forEach(i -> model.read(context[i]));
        return model.probability(token);
    }

    /**
     * The text a b a a b. Its bigrams are ab twice, ba and aa once each, so D₂ = 2 / (2 + 2·1) = 1/2. Different tokens before
     * a: b, a; before b: a. So n₁ = 1 and n₂ = 1 of single tokens, and D₁ = 1/3.
     *
     * <pre>
     *   P(a) = (2 − 1/3 + 1/3·2·1/3) / 3 = 17/27     P(b) = (1 − 1/3 + 2/9) / 3 = 8/27     P(c) = 2/27
     *   P(b|a) = (2 − 1/2 + 1/2·2·8/27) / 3           P(a|b) = (1 − 1/2 + 1/2·1·17/27) / 1
     * </pre>
     */
    @Test
    void countsAsWorkedOutByHand() {
        var model = learned(2, V, List.of(new int[] {A, B, A, A, B}));
        assertThat(model.discount(0)).isEqualTo(1 / 3.0, within(1e-12));
        assertThat(model.discount(1)).isEqualTo(1 / 2.0, within(1e-12));
        assertThat(probability(model, new int[] {A}, B)).isEqualTo((1.5 + 8 / 27.0) / 3, within(1e-12));
        assertThat(probability(model, new int[] {B}, A)).isEqualTo(0.5 + 17 / 54.0, within(1e-12));
        // c was never seen: as a context it says nothing
        assertThat(probability(model, new int[] {2}, A)).isEqualTo(17 / 27.0, within(1e-12));
        assertThat(probability(model, new int[] {2}, 2)).isEqualTo(2 / 27.0, within(1e-12));
    }

    @Test
    void probabilitiesOfEveryContextAddUpToOne() {
        int vocabulary = 7;
        var random = new SplittableRandom(1);
        var model = learned(5, vocabulary, List.of(text(random, 500), text(random, 2), text(random, 300)));
        for (int length = 1; length < 9; length++) {
            for (int trial = 0; trial < 20; trial++) {
                var context = text(random, length);
                assertThat(IntStream.range(0, vocabulary)
                                .mapToDouble(token -> probability(model, context, token))
                                .sum())
                        .isEqualTo(1, within(1e-12));
            }
        }
    }

    /** Skewed, so that there are n-grams of every frequency; the last token never comes. */
    private static int[] text(RandomGenerator random, int length) {
        return IntStream.range(0, length)
                .map(i -> random.nextInt(1 + random.nextInt(6)))
                .toArray();
    }

    @Test
    void aLongerContextThanTheOrderChangesNothing() {
        var random = new SplittableRandom(2);
        var model = learned(3, 7, List.of(text(random, 300)));
        assertThat(probability(model, new int[] {4, 2, 1, 0}, 1)).isEqualTo(probability(model, new int[] {1, 0}, 1));
        assertThat(probability(model, new int[] {1, 0}, 1)).isNotEqualTo(probability(model, new int[] {0}, 1));
    }

    @Test
    void contextsEndWhereATextDoes() {
        var apart = learned(2, V, List.of(new int[] {A, A}, new int[] {B, B}));
        var joined = learned(2, V, List.of(new int[] {A, A, B, B}));
        assertThat(probability(apart, new int[] {A}, B)).isLessThan(probability(joined, new int[] {A}, B));
    }

    @Test
    void learnsNoMoreThanFits() {
        var model = new NgramModel(5, 1000, 0);
        var random = new SplittableRandom(3);
        model.begin(0);
        int learned = 0;
        while (!model.isFull()) {
            model.learn(random.nextInt(1000));
            learned++;
        }
        // the smallest table has room for 1,024 nodes, a token needs up to five
        assertThat(learned).isBetween(200, 1000);
        assertThat(IntStream.range(0, 1000)
                        .mapToDouble(token -> probability(model, new int[] {1, 2}, token))
                        .sum())
                .isEqualTo(1, within(1e-9));
    }
}
