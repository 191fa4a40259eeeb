package dev.longhand.generation;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A participant's place in a batch, from the moment it waits for one to its end, which comes once. */
final class Seat {
    /** Is told how it ended. */
    @FunctionalInterface
    interface End {
        /**
         * @param failure null when it came to its end, or somebody left
         */
        void ended(Seat seat, @Nullable Throwable failure);
    }

    private final Participant participant;
    private final End end;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long deadline;
    private volatile boolean left;

    /**
     * @param deadline when it must be over, in nanoseconds of the batch's clock
     */
    Seat(Participant participant, long deadline, End end) {
        this.participant = participant;
        this.deadline = deadline;
        this.end = end;
    }

    Participant participant() {
        return participant;
    }

    int mostRows() {
        return participant.mostRows();
    }

    boolean isLate(long now) {
        return now - deadline > 0;
    }

    /** Makes the deadline an earlier one. */
    void hurry(long deadline) {
        if (this.deadline - deadline > 0) {
            this.deadline = deadline;
        }
    }

    /** Nobody waits for it any more; its rows are given up before the next step. */
    void leave() {
        left = true;
    }

    boolean hasLeft() {
        return left;
    }

    void end(@Nullable Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            end.ended(this, failure);
        }
    }

    boolean hasEnded() {
        return ended.get();
    }
}
