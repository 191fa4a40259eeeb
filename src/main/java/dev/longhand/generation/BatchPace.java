package dev.longhand.generation;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How fast a batch goes. Beside a job that trains on the same processors it rests after each step as long as that took, and makes seven
 * thousand tokens a second at most, as does the batch of any other model: writing and sending them costs more than the steps of a small network.
 *
 * @param training whether a job trains here now
 */
record BatchPace(BooleanSupplier training) {
    /** Whatever else happens. */
    static final BatchPace FULL = new BatchPace(() -> false);

    private static final long NANOS_PER_ROW = 150_000;

    /**
     * Rests as long as is right.
     *
     * @param rows that were computed
     * @param took the time of the step, in nanoseconds
     */
    void rest(int rows, long took) {
        if (training.getAsBoolean()) {
            LockSupport.parkNanos(this, nanosToRest(rows, took));
        }
    }

    static long nanosToRest(int rows, long took) {
        return Math.max(took, rows * NANOS_PER_ROW - took);
    }
}
