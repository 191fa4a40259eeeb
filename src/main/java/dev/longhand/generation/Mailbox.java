package dev.longhand.generation;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What one thread hands to another. The one that puts never waits, and wakes the other only where it sleeps. */
final class Mailbox<E> {
    private final Queue<E> letters = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Thread sleeping;

    void put(E letter) {
        letters.add(letter);
        wake();
    }

    /** Nothing comes any more. */
    void fail(Throwable failure) {
        this.failure = failure;
        wake();
    }

    private void wake() {
        var reader = sleeping;
        if (reader != null) {
            LockSupport.unpark(reader);
        }
    }

    /** Why nothing comes any more, after what is there already. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** The next letter; null when none came in this time, or none comes any more. */
    @Nullable
    E next(Duration timeout) throws InterruptedException {
        var letter = letters.poll();
        return letter == null && timeout.isPositive() ? await(timeout.toNanos()) : letter;
    }

    private @Nullable E await(long timeout) throws InterruptedException {
        long begin = System.nanoTime();
        sleeping = Thread.currentThread();
        try {
            var letter = letters.poll();
            for (long left = timeout;
                    letter == null && failure == null && left > 0;
                    left = timeout - (System.nanoTime() - begin)) {
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                letter = letters.poll();
            }
            return letter == null ? letters.poll() : letter;
        } finally {
            sleeping = null;
        }
    }
}
