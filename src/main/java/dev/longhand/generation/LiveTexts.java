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
    private final UUID modelId;
    private final long seed;
    private final Running<StreamEvent> running;
    private final Runnable closing;
    private final LongSupplier pace;
    private long nextWaking = System.nanoTime();

    /**
     * @param pace    from one waking to the next, in nanoseconds
     * @param closing must run when it is closed; again does nothing
     */
    LiveTexts(Writing.Order order, Running<StreamEvent> running, LongSupplier pace, Runnable closing) {
        this.id = order.id();
        this.modelId = order.modelId();
        this.seed = order.seed();
        this.running = running;
        this.pace = pace;
        this.closing = closing;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public UUID modelId() {
        return modelId;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public @Nullable StreamEvent next(Duration timeout) throws InterruptedException {
        var event = running.next(Duration.ZERO);
        if (event != null || !timeout.isPositive()) {
            return event;
        }
        long rest = nextWaking - System.nanoTime();
        if (rest > 0) {
            LockSupport.parkNanos(this, rest);
        }
        event = running.next(timeout);
        nextWaking = System.nanoTime() + pace.getAsLong();
        return event;
    }

    @Override
    public void close() {
        running.close();
        closing.run();
    }
}
