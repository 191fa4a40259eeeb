package dev.longhand.generation;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/** One loop for each network that somebody works with, on a thread that exists as long. */
final class BatchLoops {
    private final ThreadFactory threads;
    private final LongSupplier clock;
    private final BatchPace pace;
    private final GenerationMeters meters;
    private final ConcurrentMap<Network, BatchLoop> loops = new ConcurrentHashMap<>();

    BatchLoops(ThreadFactory threads, LongSupplier clock, BatchPace pace, GenerationMeters meters) {
        this.threads = threads;
        this.clock = clock;
        this.pace = pace;
        this.meters = meters;
    }

    void join(Network network, Seat seat) {
        try {
            loops.compute(network, (n, running) -> {
                var loop = running == null ? begin(n) : running;
                loop.arrive(seat);
                return loop;
            });
        } catch (RuntimeException | Error e) {
            // there may be no memory for a thread
            seat.end(e);
        }
    }

    private BatchLoop begin(Network network) {
        var loop = new BatchLoop(network, clock, pace, meters, ending -> mayEnd(network, ending));
        threads.newThread(loop).start();
        return loop;
    }

    /** Decided while nobody can join: a loop that has ended is not in the map any more. */
    private boolean mayEnd(Network network, BatchLoop ending) {
        return loops.computeIfPresent(network, (n, loop) -> loop == ending && !loop.isAwaited() ? null : loop)
                != ending;
    }

    int running() {
        return loops.size();
    }
}
