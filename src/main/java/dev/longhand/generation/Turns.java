package dev.longhand.generation;

import dev.longhand.web.Unavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** How many rows are computed at the same time over all models, and who waits for some: first come, first served. */
final class Turns {
    private final int rows;
    private final int maxWaiting;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int taken;

    private record Waiting(Seat seat, Runnable start) {}

    Turns(int rows, int maxWaiting) {
        this.rows = rows;
        this.maxWaiting = maxWaiting;
    }

    /** @throws Unavailable when nobody else may wait */
    synchronized void check() {
        if (waiting.size() >= maxWaiting) {
            throw new Unavailable(
                    "%d requests are waiting already (longhand.generation.max-waiting).".formatted(maxWaiting),
                    Duration.ofSeconds(1));
        }
    }

    /**
     * Starts now, or as soon as there are rows enough.
     *
     * @throws Unavailable when it would have to wait, and nobody else may
     */
    void enter(Seat seat, Runnable start) {
        synchronized (this) {
            if (!waiting.isEmpty() || taken + seat.mostRows() > rows) {
                check();
                waiting.add(new Waiting(seat, start));
                return;
            }
            taken += seat.mostRows();
        }
        start.run();
    }

    /** Gives back what it has, or the place where it waits; others begin. Once for each that has entered. */
    void leave(Seat seat) {
        List<Waiting> next;
        synchronized (this) {
            if (!waiting.removeIf(one -> one.seat == seat)) {
                taken -= seat.mostRows();
            }
            next = next();
        }
        next.forEach(one -> one.start.run());
    }

    private List<Waiting> next() {
        var next = new ArrayList<Waiting>();
        while (!waiting.isEmpty() && taken + waiting.getFirst().seat.mostRows() <= rows) {
            var first = waiting.removeFirst();
            taken += first.seat.mostRows();
            next.add(first);
        }
        return next;
    }

    /** Rows that are taken now. */
    synchronized int taken() {
        return taken;
    }

    /** Requests that wait now. */
    synchronized int waiting() {
        return waiting.size();
    }

    synchronized boolean isWaiting(Seat seat) {
        return waiting.stream().anyMatch(one -> one.seat == seat);
    }
}
