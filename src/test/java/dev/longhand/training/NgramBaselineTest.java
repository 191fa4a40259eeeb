package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NgramBaselineTest {
    private static final NgramBaseline.Limits LIMITS = NgramBaseline.Limits.USUAL;

    private static TokenSource stream(int... ids) {
        return new TokenSource.Stream(Tokens.of(ids));
    }

    private static TokenSource segments(int[] ids, long... ends) {
        return new TokenSource.Segments(Tokens.of(ids), ends);
    }

    private static double fiveGramLoss(TrainingSplit split) {
        return Objects.requireNonNull(NgramBaseline.of(split, 3, LIMITS).fiveGramLoss());
    }

    /** Counted from the second token on: 0 twice, 1 once; with one added to each of three, 3/6, 2/6 and 1/6. */
    @Test
    void unigramsAreShares() {
        var split = new TrainingSplit(stream(2, 0, 0, 1), stream(2, 1, 2));
        assertThat(NgramBaseline.of(split, 3, LIMITS).unigramLoss())
                .isEqualTo(-(Math.log(2 / 6.0) + Math.log(1 / 6.0)) / 2, within(1e-12));
    }

    @Test
    void withoutValidationOnlyTheUnigramsAreJudged() {
        var baseline = NgramBaseline.of(new TrainingSplit(stream(2, 0, 0, 1), stream()), 3, LIMITS);
        assertThat(baseline.unigramLoss()).isEqualTo(-(2 * Math.log(3 / 6.0) + Math.log(2 / 6.0)) / 3, within(1e-12));
        assertThat(baseline.fiveGramLoss()).isNull();
    }

    /** A token that follows from the four before it: counting four back is enough, counting single tokens is not. */
    @Test
    void fiveGramsSeeWhatUnigramsCannot() {
        int[] ids = new int[20_000];
        var random = new SplittableRandom(4);
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i < 4 || random.nextInt(10) == 0 ? random.nextInt(4) : (ids[i - 4] + ids[i - 1]) % 4;
        }
        var tokens = Tokens.of(ids);
        var split = TrainingSplit.of(new TokenSource.Stream(tokens), 0.1);
        var baseline = NgramBaseline.of(split, 4, LIMITS);
        assertThat(baseline.unigramLoss()).isEqualTo(Math.log(4), within(0.01));
        // 0.925 of the time as it follows, else one of the three others
        double entropy = -0.925 * Math.log(0.925) - 0.075 * Math.log(0.025);
        assertThat(baseline.fiveGramLoss()).isBetween(entropy - 0.05, entropy + 0.1);
        assertThat(NgramBaseline.of(split, 4, LIMITS)).isEqualTo(baseline);
    }

    /** Each segment begins and ends in 2. What comes first in one is never learned from the end of the one before. */
    @Test
    void segmentsBeginAnew() {
        var training = IntStream.range(0, 100)
                .flatMap(i -> i % 2 == 0 ? IntStream.of(0, 0, 2) : IntStream.of(1, 1, 2))
                .toArray();
        var ids = IntStream.concat(IntStream.of(2), IntStream.of(training)).toArray();
        var ends = IntStream.rangeClosed(1, 100).mapToLong(i -> 3L * i).toArray();
        var validation = new int[] {2, 0, 0, 2, 1, 1, 2};
        double asSegments = fiveGramLoss(new TrainingSplit(segments(ids, ends), segments(validation, 3, 6)));
        double asStream = fiveGramLoss(new TrainingSplit(stream(ids), stream(validation)));
        // only the first of three tokens is a surprise, and it is one of two
        assertThat(asSegments).isEqualTo(Math.log(2) / 3, within(0.02));
        assertThat(asStream).isLessThan(asSegments);
    }

    @Test
    void readsTheEndOfTheTrainingAndTheBeginningOfTheValidation() {
        var training = stream(0, 0, 0, 0, 1, 1, 1);
        var few = new NgramBaseline.Limits(2, 1, 1 << 20);
        assertThat(NgramBaseline.of(new TrainingSplit(training, stream(1, 1, 0, 0)), 2, few)
                        .unigramLoss())
                .isEqualTo(-Math.log(3 / 4.0), within(1e-12));
    }

    @Test
    void lessHeapIsAnotherLimitAndMoreIsNot() {
        assertThat(NgramBaseline.Limits.within(1000)).isEqualTo(new NgramBaseline.Limits(4_000_000, 500_000, 1000));
        assertThat(NgramBaseline.Limits.within(Long.MAX_VALUE)).isEqualTo(LIMITS);
    }
}
