package dev.longhand.generation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps the batch of one network as long as anybody is in it. */
final class BatchLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(BatchLoop.class);

    private final Batch batch;
    private final LongSupplier clock;
    private final BatchPace pace;
    private final GenerationMeters meters;
    private final Predicate<BatchLoop> end;
    private final Queue<Seat> arriving = new ConcurrentLinkedQueue<>();

    /**
     * @param end whether this loop may end, asked when its batch is empty: from then on nobody arrives
     */
    BatchLoop(Network network, LongSupplier clock, BatchPace pace, GenerationMeters meters, Predicate<BatchLoop> end) {
        this.batch = new Batch(network, clock);
        this.clock = clock;
        this.pace = pace;
        this.meters = meters;
        this.end = end;
    }

    void arrive(Seat seat) {
        arriving.add(seat);
    }

    boolean isAwaited() {
        return !arriving.isEmpty();
    }

    @Override
    public void run() {
        do {
            try {
                letIn();
                long begin = System.nanoTime();
                batch.step();
                meters.step(batch.rows(), batch.computed());
                pace.rest(batch.rows(), System.nanoTime() - begin);
            } catch (Throwable e) {
                // a bug: nobody may wait for ever because of it
                log.error("A batch has failed", e);
                batch.fail(e);
            }
        } while (!batch.isEmpty() || isAwaited() || !end.test(this));
    }

    /** Those who came first, as far as there is room; others wait until rows become free. */
    private void letIn() {
        if (arriving.isEmpty()) {
            return;
        }
        arriving.removeIf(this::isOver);
        while (true) {
            var first = arriving.peek();
            if (first == null || !batch.hasRoomFor(first)) {
                return;
            }
            arriving.remove();
            batch.join(first);
        }
    }

    private boolean isOver(Seat seat) {
        if (seat.hasLeft()) {
            seat.end(null);
        } else if (seat.isLate(clock.getAsLong())) {
            seat.end(Batch.tooLate());
        }
        return seat.hasEnded();
    }
}
