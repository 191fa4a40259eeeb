package dev.longhand.engine.crew;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads that do the same thing to different parts of the data and meet at the end. A training step meets a
 * dozen times, so whoever waits looks for work for a moment before it sleeps. While a crew works for one caller, another one
 * does all parts by itself, one after the other: what comes out is the same.
 */
public final class Crew implements AutoCloseable {
    /** Looks of some 20 ns, then of a system call that lets others run: a virtual processor that slept wakes after 100 µs. */
    private static final int LOOKS_BEFORE_YIELD = 2_000;

    private static final int LOOKS_BEFORE_SLEEP = LOOKS_BEFORE_YIELD + 1_000;

    private final int size;
    private final Runnable preparation;
    private final Thread[] others;
    private final ReentrantLock atWork = new ReentrantLock();
    private final AtomicInteger running = new AtomicInteger();
    private volatile int calls;
    private volatile boolean closed;
    private volatile @Nullable Thread caller;
    private volatile @Nullable Throwable failure;
    private IntConsumer task = part -> {};

    /**
     * @param preparation what every thread, the maker's and each caller's too, does before it computes
     */
    public Crew(int size, Runnable preparation) {
        this.size = size;
        this.preparation = preparation;
        preparation.run();
        others = new Thread[size - 1];
        for (int part = 1; part < size; part++) {
            int own = part;
            others[part - 1] =
                    Thread.ofPlatform().name("longhand-crew-" + part).daemon().start(() -> work(own));
        }
    }

    /** The caller's thread alone. */
    public static Crew ofOne(Runnable preparation) {
        return new Crew(1, preparation);
    }

    public int size() {
        return size;
    }

    /** Where a part of so many things begins; part {@code size} begins at their end. */
    public int begin(int things, int part) {
        return begin(things, part, size);
    }

    /** The same for so many parts. */
    public static int begin(int things, int part, int parts) {
        return (int) ((long) things * part / parts);
    }

    /** Runs the task for every number below the size, the first one on the caller's thread, and waits for all. */
    public void each(IntConsumer task) {
        preparation.run();
        if (size == 1 || !atWork.tryLock()) {
            for (int part = 0; part < size; part++) {
                task.accept(part);
            }
            return;
        }
        try {
            share(task);
        } finally {
            atWork.unlock();
        }
    }

    private void share(IntConsumer task) {
        this.task = task;
        failure = null;
        caller = Thread.currentThread();
        running.set(size - 1);
        calls++;
        for (var other : others) {
            LockSupport.unpark(other);
        }
        try {
            task.accept(0);
        } finally {
            // no part may still run on memory that is given up
            for (int looks = 0; running.get() > 0; looks++) {
                waitALittle(looks);
            }
        }
        rethrow(failure);
    }

    /** Does the tasks, each by one thread, in no order that anybody could rely on. */
    public void all(java.util.List<? extends Runnable> tasks) {
        each(part -> {
            for (int i = part; i < tasks.size(); i += size) {
                tasks.get(i).run();
            }
        });
    }

    private void work(int part) {
        preparation.run();
        int done = 0;
        while (true) {
            for (int looks = 0; calls == done && !closed; looks++) {
                waitALittle(looks);
            }
            if (closed) {
                return;
            }
            done++;
            try {
                task.accept(part);
            } catch (Throwable e) {
                failure = e;
            }
            if (running.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    private void waitALittle(int looks) {
        if (looks < LOOKS_BEFORE_YIELD) {
            Thread.onSpinWait();
        } else if (looks < LOOKS_BEFORE_SLEEP) {
            Thread.yield();
        } else {
            LockSupport.park(this);
        }
    }

    /** What a part threw is thrown here as it is: an OutOfMemoryError must be told from a bug. */
    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException cause -> throw cause;
            case Error cause -> throw cause;
            default -> throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (var other : others) {
            LockSupport.unpark(other);
        }
    }
}
