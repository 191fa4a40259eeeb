package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSplitTest {
    /** 9 ends a segment. */
    private static final TokenSource.Segments SEGMENTS =
            new TokenSource.Segments(Tokens.of(9, 1, 2, 9, 3, 9, 4, 5, 6, 9, 7, 9), new long[] {3, 5, 9, 11});

    private static long[] ids(TokenSource source) {
        return LongStream.range(0, source.tokens().size())
                .map(i -> source.tokens().get(i))
                .toArray();
    }

    @Test
    void aStreamIsDividedByItsTokens() {
        var split = TrainingSplit.of(new TokenSource.Stream(Tokens.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), 0.25);
        assertThat(ids(split.training())).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(ids(split.validation())).containsExactly(9, 10);
    }

    @Test
    void segmentsAreDividedByTheirNumberAndStayWhole() {
        var split = TrainingSplit.of(SEGMENTS, 0.5);
        assertThat(ids(split.training())).containsExactly(9, 1, 2, 9, 3, 9);
        assertThat(ends(split.training())).containsExactly(3, 5);
        assertThat(ids(split.validation())).containsExactly(9, 4, 5, 6, 9, 7, 9);
        assertThat(ends(split.validation())).containsExactly(4, 6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2})
    void withTooFewSegmentsThereIsNoValidation(double fraction) {
        var split = TrainingSplit.of(SEGMENTS, fraction);
        assertThat(ids(split.training())).isEqualTo(ids(SEGMENTS));
        assertThat(ends(split.training())).isEqualTo(SEGMENTS.ends());
        assertThat(split.validation().predictions()).isZero();
        assertThat(ends(split.validation())).isEmpty();
    }

    private static long[] ends(TokenSource source) {
        return ((TokenSource.Segments) source).ends();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.3, 0.5})
    void theMinimumIsTheShortestTextThatFillsOneBatch(double fraction) {
        for (int batch : new int[] {1, 4, 33}) {
            long minimum = TrainingSplit.minimum(batch, 16, fraction);
            assertThat(TrainingSplit.training(minimum, fraction)).isGreaterThanOrEqualTo(batch * 16 + 1);
            assertThat(TrainingSplit.training(minimum - 1, fraction)).isLessThan(batch * 16 + 1);
        }
    }
}
