package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhand.engine.TrainingListener.EpochReport;
import dev.longhand.training.TrainingCurves.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingCurvesTest {
    /**
     * Curves from text.
     *
     * @param training   losses of the epochs
     * @param validation losses of the epochs; empty without
     */
    static TrainingCurves curves(String training, String validation, double clippedShare) {
        var epochs = new ArrayList<Epoch>();
        var losses = training.split(" ", -1);
        for (int i = 0; i < losses.length; i++) {
            epochs.add(new Epoch(
                    i + 1,
                    Double.parseDouble(losses[i]),
                    validation.isEmpty()
                            ? null
                            : (Double) Double.parseDouble(validation.split(" ", -1)[i])));
        }
        return new TrainingCurves(epochs, 100L * losses.length, clippedShare);
    }

    @ParameterizedTest
    @CsvSource({
        "3 2 1.5, 3 2.5 2.6, true",
        "3 2 1.5, 3 2.5 2.52, false", // less than noise
        "3 2 2.1, 3 2.5 2.6, false", // the training got worse, too
        "3 2 1.5, 3 2.5 2.4, false",
        "3 2 1.5, '', false"
    })
    void validationRisesWhileTrainingFalls(String training, String validation, boolean rises) {
        assertThat(curves(training, validation, 0).hasValidationRisen()).isEqualTo(rises);
    }

    @ParameterizedTest
    @CsvSource({"2 1.4, 2 2, true", "2 1.6, 2 2, false", "2 3, 2 2, false", "1 1, '', false"})
    void aGapIsWideFromAQuarterOn(String training, String validation, boolean wide) {
        assertThat(curves(training, validation, 0).isGapWide()).isEqualTo(wide);
    }

    @ParameterizedTest
    @CsvSource({
        "3 2 1.9, 3 2 1.9, true",
        "3 2 1.9, 3 2 1.97, false",
        "3 2 1.9, 3 1.9 2, false",
        "3 2 1.9, '', true",
        "3 2 1.99, '', false",
        "3, 3, false"
    })
    void fallsSteeplyUntilTheEnd(String training, String validation, boolean falling) {
        assertThat(curves(training, validation, 0).isStillFalling()).isEqualTo(falling);
    }

    /** A percent an epoch is little between two of 100, and much over the last ten. */
    @Test
    void manyEpochsAreJudgedByTheirLastTenth() {
        var epochs = IntStream.rangeClosed(1, 100)
                .mapToObj(epoch -> new Epoch(epoch, 1, 5 * Math.pow(0.99, epoch)))
                .toList();
        assertThat(new TrainingCurves(epochs, 1, 0).isStillFalling()).isTrue();
        assertThat(new TrainingCurves(epochs.subList(0, 9), 1, 0).isStillFalling())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3 2 1 0.5 0.4, 0.4, false", "3 2 2.1 1 1.1, 0.4, true", "3 2 1 0.5 0.4, 0.6, true", "3, 0, false"})
    void largeStepsMakeTrainingUnstable(String training, double clippedShare, boolean unstable) {
        assertThat(curves(training, "", clippedShare).isUnstable()).isEqualTo(unstable);
    }

    @Test
    void theBestEpochHasTheLowestValidationLoss() {
        assertThat(curves("3 2 1", "2 1 1.5", 0).best().epoch()).isEqualTo(2);
        assertThat(curves("3 1 2", "", 0).best().epoch()).isEqualTo(3);
    }

    @Test
    void anEpochWithoutValidationHasNoSuchLoss() {
        assertThat(Epoch.of(new EpochReport(4, 9, 1.5, Double.NaN, true))).isEqualTo(new Epoch(4, 1.5, null));
        assertThat(Epoch.of(new EpochReport(4, 9, 1.5, 2, true))).isEqualTo(new Epoch(4, 1.5, 2.0));
    }

    @Test
    void needsAnEpoch() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrainingCurves(List.of(), 0, 0));
    }
}
