package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuggestedThresholdTest {
    private static List<Double> norms(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> (double) i).toList();
    }

    @Test
    void isTwiceTheMedianInTwoDigits() {
        assertThat(SuggestedThreshold.of(Collections.nCopies(30, 0.4321))).isEqualTo(0.86);
        assertThat(SuggestedThreshold.of(norms(1, 22)))
                .as("20 from 3 on, in the middle 12 and 13")
                .isEqualTo(25);
        assertThat(SuggestedThreshold.of(norms(1, 23)))
                .as("21 from 3 on, in the middle 13")
                .isEqualTo(26);
    }

    @Test
    void orderChangesNothingAfterTheFirstTenth() {
        var norms = Stream.concat(Stream.of(900.0, 900.0), norms(3, 22).reversed().stream())
                .toList();
        assertThat(SuggestedThreshold.of(norms)).isEqualTo(25);
    }

    @Test
    void explosionsDoNotMoveIt() {
        var norms = Stream.concat(Collections.nCopies(60, 1.0).stream(), Collections.nCopies(40, 1e5).stream());
        assertThat(SuggestedThreshold.of(norms.toList())).isEqualTo(2);
    }

    @Test
    void fewPointsSuggestNothing() {
        assertThat(SuggestedThreshold.of(List.of())).isNull();
        assertThat(SuggestedThreshold.of(norms(1, 21))).isNull();
    }

    @Test
    void nothingIsSuggestedThatAJobCannotAskFor() {
        assertThat(SuggestedThreshold.of(Collections.nCopies(30, 0.0))).isNull();
        assertThat(SuggestedThreshold.of(Collections.nCopies(30, 5e5))).isEqualTo(1e6);
        assertThat(SuggestedThreshold.of(Collections.nCopies(30, 6e5))).isNull();
    }
}
