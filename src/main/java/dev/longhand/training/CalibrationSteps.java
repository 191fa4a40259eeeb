package dev.longhand.training;

import dev.longhand.engine.StopSignal;
import dev.longhand.engine.TrainingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Measures steps from outside, until there are enough; the first one only warms up, unless it stays the only one. */
final class CalibrationSteps implements TrainingListener, StopSignal {
    private static final double NANOS = Duration.ofSeconds(1).toNanos();
    /** How often what was found so far is told: who has no more patience takes that. */
    private static final long BETWEEN_REPORTS = Duration.ofMillis(200).toNanos();

    private final LongSupplier nanoTime;
    private final long enough;
    private final SpecWarnings.Machine machine;
    private final Consumer<Calibration> reports;
    private final List<Long> measured = new ArrayList<>();
    private long begun;
    private long sum;
    private long reported;

    /**
     * @param nanoTime a clock that only rises
     * @param enough   time of measured steps after which it ends
     */
    CalibrationSteps(
            LongSupplier nanoTime, Duration enough, SpecWarnings.Machine machine, Consumer<Calibration> reports) {
        this.nanoTime = nanoTime;
        this.enough = enough.toNanos();
        this.machine = machine;
        this.reports = reports;
    }

    @Override
    public Answer ask() {
        begun = nanoTime.getAsLong();
        return sum >= enough ? Answer.ABANDON : Answer.GO_ON;
    }

    @Override
    public void onStep(StepReport report) {
        long now = nanoTime.getAsLong();
        if (report.step() == 1) {
            reports.accept(of(List.of(now - begun)));
            return;
        }
        measured.add(now - begun);
        sum += now - begun;
        if (measured.size() == 1 || sum >= enough || now - reported >= BETWEEN_REPORTS) {
            reported = now;
            reports.accept(of(measured));
        }
    }

    private Calibration of(List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        return new Calibration(sorted.get(sorted.size() / 2) / NANOS, sorted.size(), machine);
    }

    @Override
    public void onEpoch(EpochReport report) {
        // the end of an epoch is no step
    }
}
