package dev.longhand.generation;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Texts that a batch writes. What comes within a few milliseconds is handed over together: waking a reader and sending a packet for
 * every token of every stream would take more time than the network does.
 */
final class LiveTexts implements TextStream {
    private final UUID id;
    private final Running<StreamEvent> running;
    private final Duration heartbeat;
    private final Runnable closing;
    private final LongSupplier pace;
    private long nextWaking = System.nanoTime();

    /**
     * @param heartbeat how long it may be silent
     * @param pace      from one waking to the next, in nanoseconds
     * @param closing   must run when it is closed; again does nothing
     */
    LiveTexts(
            Writing.Order order,
            Running<StreamEvent> running,
            Duration heartbeat,
            LongSupplier pace,
            Runnable closing) {
        this.id = order.id();
        this.running = running;
        this.heartbeat = heartbeat;
        this.pace = pace;
        this.closing = closing;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public @Nullable StreamEvent next() throws InterruptedException {
        long rest = nextWaking - System.nanoTime();
        if (rest > 0) {
            LockSupport.parkNanos(this, rest);
        }
        var event = running.next(heartbeat);
        nextWaking = System.nanoTime() + pace.getAsLong();
        return event;
    }

    @Override
    public @Nullable StreamEvent poll() throws InterruptedException {
        return running.next(Duration.ZERO);
    }

    @Override
    public void close() {
        running.close();
        closing.run();
    }
}
