package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training on texts that know nothing of each other. */
class SegmentTrainingTest {
    /** "the king reads a long letter", "a queen writes the king an answer": words as ids, 0 is the end. */
    private static final List<int[]> TWO_SENTENCES =
            List.of(new int[] {1, 2, 3, 4, 5, 6}, new int[] {4, 7, 8, 1, 2, 9, 10});

    private static final int WORDS = 11;

    private static TrainingResult train(TrainingSpec spec, TokenSource training, TokenSource validation, Diary diary) {
        try (var trainer = new Trainer(spec, training, validation, diary, () -> StopSignal.Answer.GO_ON)) {
            return trainer.run().orElseThrow();
        }
    }

    private static Recipe small(CellType cell) {
        return Recipe.of(new NetworkSpec(cell, 1, 20, 64, WORDS))
                .batchSize(2)
                .sequenceLength(10)
                .epochs(200);
    }

    /** Nobody can know which of the two comes: ln 2 for the first word of each is what is left, over 7 + 8 tokens. */
    @ParameterizedTest
    @EnumSource(CellType.class)
    void twoShortSentencesAreLearnedByHeart(CellType cell) {
        var diary = new Diary();
        var result = train(small(cell).spec(), Sentences.of(TWO_SENTENCES), Sentences.of(List.of()), diary);
        double possible = 2 * Math.log(2) / 15;
        assertThat(diary.epochs.getFirst().trainLoss()).isGreaterThan(2);
        assertThat(result.trainLoss()).isCloseTo(possible, within(0.03));
        assertThat(diary.steps).hasSize(200).allMatch(report -> report.tokens() == 15);
        assertThat(continued(result.weights(), 1)).containsExactly(2, 3, 4, 5, 6, Sentences.END);
        assertThat(continued(result.weights(), 4)).containsExactly(7, 8, 1, 2, 9, 10, Sentences.END);
    }

    /** The likeliest words behind a first one, up to the end. */
    private static List<Integer> continued(Weights weights, int first) {
        var predictor = new Predictor(weights, 1);
        predictor.step(new int[] {Sentences.END});
        var words = new ArrayList<Integer>();
        int word = first;
        do {
            var logits = predictor.step(new int[] {word})[0];
            word = IntStream.range(0, logits.length)
                    .reduce((a, b) -> logits[a] >= logits[b] ? a : b)
                    .orElseThrow();
            words.add(word);
        } while (word != Sentences.END && words.size() < 20);
        return words;
    }

    /** Sequences of 3 cut the sentences in pieces; the state goes on from piece to piece, or the second "1 2" had no past. */
    @Test
    void sentencesThatAreLongerThanASequenceAreLearnedToo() {
        var spec = small(CellType.LSTM).sequenceLength(3).epochs(300).spec();
        var diary = new Diary();
        var result = train(spec, Sentences.of(TWO_SENTENCES), Sentences.of(List.of()), diary);
        assertThat(diary.steps).hasSize(300 * 3);
        assertThat(result.trainLoss()).isLessThan(0.15);
        assertThat(continued(result.weights(), 4)).containsExactly(7, 8, 1, 2, 9, 10, Sentences.END);
    }

    @Test
    void batchMayBeLargerThanTheNumberOfSentences() {
        var diary = new Diary();
        var result = train(
                small(CellType.GRU).batchSize(7).spec(),
                Sentences.of(TWO_SENTENCES),
                Sentences.of(TWO_SENTENCES),
                diary);
        assertThat(result.validationLoss()).isLessThan(0.15);
        assertThat(diary.steps).allMatch(report -> report.tokens() == 15);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    void validationLossIsThatOfReadingEverySentenceFromTheZeroState(int batchSize) {
        var random = RandomStreams.of(4, "sentences", 0);
        var sentences = IntStream.range(0, 7)
                .mapToObj(i -> random.ints(1 + 2 * i, 1, WORDS).toArray())
                .toList();
        var spec = small(CellType.LSTM)
                .batchSize(batchSize)
                .sequenceLength(4)
                .epochs(2)
                .spec();
        var result = train(spec, Sentences.of(TWO_SENTENCES), Sentences.of(sentences), new Diary());
        double sum = 0;
        int tokens = 0;
        var predictor = new Predictor(result.weights(), 1);
        for (var sentence : sentences) {
            predictor.reset();
            int word = Sentences.END;
            for (int i = 0; i <= sentence.length; i++) {
                int next = i < sentence.length ? sentence[i] : Sentences.END;
                sum += CrossEntropy.of(predictor.step(new int[] {word})[0], next);
                word = next;
                tokens++;
            }
        }
        assertThat(result.validationLoss()).isCloseTo(sum / tokens, within(1e-5));
    }

    @Test
    void sameSeedGivesTheSameBitsAndAnotherOrderOtherOnes() {
        var random = RandomStreams.of(4, "sentences", 0);
        var segments = Sentences.of(IntStream.range(0, 20)
                .mapToObj(i -> random.ints(1 + i % 6, 1, WORDS).toArray())
                .toList());
        var recipe = small(CellType.LSTM).sequenceLength(4).epochs(3);
        var first = new Diary();
        var second = new Diary();
        train(recipe.spec(), segments, segments, first);
        train(recipe.spec(), segments, segments, second);
        assertThat(second.steps).isEqualTo(first.steps);
        assertThat(second.epochs).isEqualTo(first.epochs);
        // nothing is learned: the order alone changes what a step reads
        var standing = new Diary();
        train(recipe.optimizer(new OptimizerSpec.Sgd(0, 0, 0)).spec(), segments, segments, standing);
        int steps = standing.steps.size() / 3;
        assertThat(standing.losses().subList(0, steps))
                .isNotEqualTo(standing.losses().subList(steps, 2 * steps));
        assertThat(standing.epochs.get(0).trainLoss())
                .as("but not what an epoch reads")
                .isCloseTo(standing.epochs.get(1).trainLoss(), within(1e-5))
                .isCloseTo(standing.epochs.get(1).validationLoss(), within(1e-5));
    }
}
