package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.engine.StopSignal.Answer;
import dev.longhand.engine.TrainingListener.StepReport;
import dev.longhand.web.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final SpecWarnings.Machine MACHINE = new SpecWarnings.Machine(true, false);
    private static final JobPlan PLAN =
            JobPlan.of(Specs.corpus("ab c".repeat(2000)), null, Specs.resolve("{\"preset\": \"tiny\"}"), 1);
    private static final CalibrationShape SHAPE = CalibrationShape.of(PLAN);

    private final ArrayList<Calibration> reports = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final CalibrationSteps steps = new CalibrationSteps(now::get, Duration.ofSeconds(2), MACHINE, reports::add);

    private Answer step(long number, Duration takes) {
        var answer = steps.ask();
        now.addAndGet(takes.toNanos());
        steps.onStep(new StepReport(number, 1, 1, 1, 1, 1, Map.of(), false, 1));
        return answer;
    }

    @Test
    void theFirstStepCountsOnlyUntilThereIsAnother() {
        step(1, Duration.ofSeconds(9));
        assertThat(reports).containsExactly(new Calibration(9, 1, MACHINE));
        step(2, Duration.ofMillis(500));
        assertThat(reports.getLast()).isEqualTo(new Calibration(0.5, 1, MACHINE));
    }

    @Test
    void aPauseOfTheMachineDoesNotMoveTheMedianAndEnoughIsEnough() {
        step(1, Duration.ofSeconds(1));
        for (int i = 2; i <= 4; i++) {
            assertThat(step(i, Duration.ofMillis(300))).isEqualTo(Answer.GO_ON);
        }
        step(5, Duration.ofMillis(1100));
        assertThat(reports.getLast()).isEqualTo(new Calibration(0.3, 4, MACHINE));
        assertThat(steps.ask()).isEqualTo(Answer.ABANDON);
    }

    @Test
    void anEpochIsItsStepsAndAThirdOfAStepForEachEvaluation() {
        assertThat(PLAN.stepsPerEpoch()).isEqualTo((7200 - 1) / 8 / 32);
        assertThat(PLAN.evaluations()).isEqualTo(8);
        assertThat(new Calibration(0.3, 4, MACHINE).secondsPerEpoch(PLAN))
                .isCloseTo(0.3 * 28 + 0.1 * 8, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void aProcessThatIsNotReadyInTimeIsKilledAndFoundNothing() {
        var process = new CalibrationProcess(WorkerOrders.COMMAND, Duration.ofMillis(1));
        assertThat(process.measure(SHAPE)).isEmpty();
    }

    @Test
    void aProcessThatCannotStartFoundNothing() {
        var process = new CalibrationProcess(new WorkerCommand(1, 1), Duration.ofSeconds(10));
        assertThat(process.measure(SHAPE)).isEmpty();
    }

    @Test
    void measuresAndRemembersAndSendsAwayWhoCannotWait() throws Exception {
        var process = new CalibrationProcess(WorkerOrders.COMMAND, Duration.ofSeconds(60));
        var calibrations = new Calibrations(process, Duration.ZERO);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(() -> calibrations.of(SHAPE), threads);
            while (!calibrations.isMeasuring()) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> calibrations.of(SHAPE)).isInstanceOf(Unavailable.class);
            assertThat(first.get()).hasValueSatisfying(found -> {
                assertThat(found.steps()).isGreaterThan(1);
                assertThat(found.secondsPerStep()).isBetween(1e-5, 2.0);
            });
        }
        assertThat(calibrations.of(SHAPE)).isPresent();
    }
}
