package dev.longhand.training;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.longhand.web.Unavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Measures how fast this machine is, one shape at a time, and remembers it for a while. */
@Component
class Calibrations {
    /** Who comes while another one is measured waits this long, then is sent away. */
    private static final Duration UNTIL_TURN = Duration.ofSeconds(5);

    private static final int REMEMBERED = 256;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private final CalibrationProcess process;
    private final Duration untilTurn;
    private final Semaphore turn = new Semaphore(1, true);
    private final Cache<CalibrationShape, Calibration> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    @Autowired
    Calibrations(WorkerProperties worker, TrainingProperties training) {
        this(
                new CalibrationProcess(
                        new WorkerCommand(worker.heap().toBytes(), training.memoryOfAJob()), worker.calibration()),
                UNTIL_TURN);
    }

    Calibrations(CalibrationProcess process, Duration untilTurn) {
        this.process = process;
        this.untilTurn = untilTurn;
    }

    /**
     * Measures a shape, unless that was done lately. Takes seconds: not to be called in a transaction.
     *
     * @return nothing when it cannot be measured
     * @throws Unavailable when others are measured all the time
     */
    Optional<Calibration> of(CalibrationShape shape) {
        var before = known.getIfPresent(shape);
        if (before != null) {
            return Optional.of(before);
        }
        takeTurn();
        try {
            // somebody may have asked for the same just before
            var meanwhile = Optional.ofNullable(known.getIfPresent(shape));
            var found = meanwhile.isPresent() ? meanwhile : process.measure(shape);
            found.ifPresent(calibration -> known.put(shape, calibration));
            return found;
        } finally {
            turn.release();
        }
    }

    boolean isMeasuring() {
        return turn.availablePermits() == 0;
    }

    private void takeTurn() {
        try {
            if (turn.tryAcquire(untilTurn.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
        throw new Unavailable("Another job's cost is being measured.", UNTIL_TURN);
    }
}
