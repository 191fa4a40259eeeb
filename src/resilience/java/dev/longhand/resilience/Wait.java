package dev.longhand.resilience;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Patience with other processes, which tell nobody when they are done. */
public final class Wait {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Wait() {}

    /**
     * Looks again and again.
     *
     * @param look gives null, or has no answer, as long as it is not there
     * @throws IllegalStateException when it does not come in time
     */
    static <T> T until(String what, Duration atMost, Supplier<@Nullable T> look) {
        long end = System.nanoTime() + atMost.toNanos();
        do {
            var found = found(look);
            if (found != null) {
                return found;
            }
            pause(BETWEEN_LOOKS);
        } while (System.nanoTime() < end);
        throw new IllegalStateException("%s did not come within %s s".formatted(what, atMost.toSeconds()));
    }

    private static <T> @Nullable T found(Supplier<@Nullable T> look) {
        try {
            return look.get();
        } catch (NoAnswer e) {
            return null;
        }
    }

    /** How long it took until something is so; null when it did not become so in time. */
    static @Nullable Duration howLong(Duration atMost, BooleanSupplier look) {
        long begin = System.nanoTime();
        while (System.nanoTime() < begin + atMost.toNanos()) {
            if (Boolean.TRUE.equals(found(look::getAsBoolean))) {
                return Duration.ofNanos(System.nanoTime() - begin);
            }
            pause(BETWEEN_LOOKS);
        }
        return null;
    }

    public static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
