package dev.longhand.generation;

import dev.longhand.models.TrainingHere;
import dev.longhand.web.Unavailable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Computes requests together, as many as may be at the same time. Requests come on virtual threads and wait; computing on those
 * would keep the few carriers from everybody else.
 */
@Component
class Batching implements SmartLifecycle {
    /** What is being written when the service stops has so long to come to its end. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Turns turns;
    private final BatchLoops loops;
    private final Duration maxDuration;
    private final LongSupplier clock;
    /** Those that somebody waits for or still reads. */
    private final Set<Seat> seats = ConcurrentHashMap.newKeySet();

    private volatile boolean stopped;

    @Autowired
    Batching(GenerationProperties properties, TrainingHere training, GenerationMeters meters) {
        this(
                properties,
                Thread.ofPlatform().name("longhand-batch-", 1).daemon().factory(),
                System::nanoTime,
                new BatchPace(training::goesOn),
                meters);
    }

    Batching(
            GenerationProperties properties,
            ThreadFactory threads,
            LongSupplier clock,
            BatchPace pace,
            GenerationMeters meters) {
        this.turns = new Turns(properties.concurrent(), properties.maxWaiting());
        this.loops = new BatchLoops(threads, clock, pace, meters);
        this.maxDuration = properties.maxDuration();
        this.clock = clock;
    }

    /** Rows that are taken now, over all models. */
    int rows() {
        return turns.taken();
    }

    /** Requests that wait for rows now. */
    int waiting() {
        return turns.waiting();
    }

    /** @throws Unavailable when a request would be refused now: before anything is done for it */
    void check() {
        turns.check();
        if (stopped) {
            throw new Unavailable("The service stops.", Duration.ofSeconds(5));
        }
    }

    /** When a request that comes now must have ended. */
    long deadline() {
        return clock.getAsLong() + maxDuration.toNanos();
    }

    /**
     * Begins, now or when it is its turn.
     *
     * @param deadline    see {@link #deadline}
     * @param participant made for whoever takes what comes of it
     * @throws Unavailable when too many wait
     */
    <E> Running<E> submit(Network network, long deadline, Function<Consumer<E>, Participant> participant) {
        check();
        var mailbox = new Mailbox<E>();
        var seat =
                new Seat(participant.apply(mailbox::put), deadline, (ended, failure) -> end(ended, failure, mailbox));
        seats.add(seat);
        try {
            turns.enter(seat, () -> loops.join(network, seat));
        } catch (Unavailable e) {
            seats.remove(seat);
            throw e;
        }
        return new Running<>(seat, mailbox, clock, this::leave);
    }

    private void leave(Seat seat) {
        seats.remove(seat);
        seat.leave();
        if (turns.isWaiting(seat)) {
            seat.end(null);
        }
    }

    private void end(Seat seat, @Nullable Throwable failure, Mailbox<?> mailbox) {
        // the next one begins before this one's client can come back
        turns.leave(seat);
        if (failure != null) {
            mailbox.fail(failure);
        }
    }

    /** Loops that run: one for each model that writes. */
    int running() {
        return loops.running();
    }

    @Override
    public void start() {
        stopped = false;
    }

    /** Before the web server waits for requests that are still open: they end by themselves, and nobody is interrupted. */
    @Override
    public void stop() {
        stopped = true;
        long deadline = clock.getAsLong() + GRACE.toNanos();
        seats.forEach(seat -> seat.hurry(deadline));
    }

    @Override
    public boolean isRunning() {
        return !stopped;
    }
}
