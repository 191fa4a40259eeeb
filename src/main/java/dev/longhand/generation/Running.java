package dev.longhand.generation;

import dev.longhand.web.ProblemException;
import dev.longhand.web.Unavailable;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Something that is computed in a batch, for somebody who waits for what comes of it. */
final class Running<E> implements AutoCloseable {
    /** How often somebody who waits for the end looks at the time. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Seat seat;
    private final Mailbox<E> mailbox;
    private final Turns turns;
    private final LongSupplier clock;

    Running(Seat seat, Mailbox<E> mailbox, Turns turns, LongSupplier clock) {
        this.seat = seat;
        this.mailbox = mailbox;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * What comes next; null when nothing came in this time.
     *
     * @throws ProblemException when nothing comes any more
     */
    @Nullable
    E next(Duration timeout) throws InterruptedException {
        if (seat.isLate(clock.getAsLong())) {
            close();
            throw Batch.tooLate();
        }
        var letter = mailbox.next(timeout);
        if (letter != null) {
            return letter;
        }
        var failure = mailbox.failure();
        if (failure == null) {
            return null;
        }
        // it was put before that
        var last = mailbox.next(Duration.ZERO);
        if (last != null) {
            return last;
        }
        throw problem(failure);
    }

    /** The one thing that comes of it. */
    E only() {
        try {
            while (true) {
                var letter = next(LOOK);
                if (letter != null) {
                    return letter;
                }
            }
        } catch (InterruptedException e) {
            throw new Unavailable("The service stops.", Duration.ofSeconds(1));
        }
    }

    private static RuntimeException problem(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case OutOfMemoryError e ->
                new Unavailable("There is not enough memory for this now.", Duration.ofSeconds(5));
            default -> new IllegalStateException("The batch of this request has failed", failure);
        };
    }

    /** Nobody waits any more. */
    @Override
    public void close() {
        seat.leave();
        if (turns.isWaiting(seat)) {
            seat.end(null);
        }
    }
}
