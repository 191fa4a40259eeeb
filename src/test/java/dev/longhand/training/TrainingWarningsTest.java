package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.engine.TrainingListener.EpochReport;
import dev.longhand.engine.TrainingListener.StepReport;
import dev.longhand.training.TrainingWarning.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingWarningsTest {
    private TrainingWarnings warnings = new TrainingWarnings(TrainingWarnings.State.START);
    private final List<TrainingWarning> heard = new ArrayList<>();
    private long step;

    /** Of ten steps in a row, the first few are clipped. */
    private void steps(int count, int clippedOfTen) {
        for (int i = 0; i < count; i++) {
            step++;
            warnings.onStep(new StepReport(step, 1, 1, 1, 1, 1, Map.of(), i % 10 < clippedOfTen, 0.1))
                    .ifPresent(heard::add);
        }
    }

    private void epochs(double... validationLosses) {
        for (double loss : validationLosses) {
            heard.addAll(warnings.onEpoch(new EpochReport(1, step, 1, loss, false)));
        }
    }

    private List<Code> codes() {
        return heard.stream().map(TrainingWarning::code).toList();
    }

    @Test
    void mostStepsClippedIsSaidAtTheEndOfAnEpoch() {
        steps(200, 6);
        assertThat(heard).isEmpty();
        epochs(Double.NaN);
        assertThat(heard)
                .containsExactly(new TrainingWarning(
                        Code.CLIPPING,
                        "60 % of the last 200 gradients were clipped: a smaller learning rate or a higher threshold"
                                + " lets more of them through as they are; for globalNorm clipping"
                                + " metrics.suggestedThreshold names one",
                        200));
    }

    @Test
    void halfOfTheStepsIsNotMost() {
        steps(200, 5);
        epochs(Double.NaN);
        assertThat(heard).isEmpty();
    }

    @Test
    void shortEpochsAreJudgedTogether() {
        steps(50, 10);
        epochs(Double.NaN);
        assertThat(heard).isEmpty();
        steps(50, 10);
        epochs(Double.NaN);
        assertThat(codes()).containsExactly(Code.CLIPPING);
    }

    @Test
    void longEpochsAreNotWaitedFor() {
        steps(999, 9);
        assertThat(heard).isEmpty();
        steps(1, 9);
        assertThat(codes()).containsExactly(Code.CLIPPING);
    }

    @Test
    void clippingIsSaidAgainOnlyAfterItWasWell() {
        steps(2000, 9);
        steps(1000, 4);
        steps(1000, 9);
        assertThat(codes()).containsExactly(Code.CLIPPING);
        steps(1000, 1);
        steps(1000, 9);
        assertThat(codes()).containsExactly(Code.CLIPPING, Code.CLIPPING);
    }

    @Test
    void twoEpochsAboveTheBestAreARise() {
        epochs(3, 2, 2.5);
        assertThat(heard).isEmpty();
        epochs(2.4);
        assertThat(heard)
                .containsExactly(new TrainingWarning(
                        Code.VALIDATION_RISING,
                        "The validation loss is 2.4000 and was 2.0000 at its best, 2 epochs ago: the best weights are"
                                + " kept",
                        0));
    }

    @Test
    void aRiseIsSaidOnceUntilThereIsANewBest() {
        epochs(2, 3, 4, 5, 6);
        assertThat(codes()).containsExactly(Code.VALIDATION_RISING);
        epochs(1, 2, 3);
        assertThat(codes()).containsExactly(Code.VALIDATION_RISING, Code.VALIDATION_RISING);
    }

    @Test
    void anEpochAsGoodAsTheBestIsNoRise() {
        epochs(2, 2.5, 2, 2.5);
        assertThat(heard).isEmpty();
    }

    @Test
    void nothingIsSaidTwiceAfterAResume() {
        steps(300, 9);
        epochs(2, 3, 4);
        assertThat(codes()).containsExactly(Code.CLIPPING, Code.VALIDATION_RISING);
        var written = Specs.JSON.writeValueAsString(warnings.state());
        warnings = new TrainingWarnings(Specs.JSON.readValue(written, TrainingWarnings.State.class));
        steps(300, 9);
        epochs(5, 6);
        assertThat(heard).hasSize(2);
    }

    @Test
    void codesReadAsInTheApi() {
        assertThat(Specs.JSON.writeValueAsString(List.of(Code.values())))
                .isEqualTo("[\"clipping\",\"validation-rising\"]");
    }
}
