package dev.longhand.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A few platform threads that do the same thing to different parts of the data and meet at the end. */
final class Crew implements AutoCloseable {
    private final int size;
    private final ExecutorService others;

    Crew(int size) {
        this.size = size;
        this.others = Executors.newFixedThreadPool(
                Math.max(1, size - 1),
                Thread.ofPlatform().name("longhand-crew-", 1).daemon().factory());
    }

    int size() {
        return size;
    }

    /** Runs the task for every number below the size, the first one on the caller's thread, and waits for all. */
    void each(IntConsumer task) {
        var running = IntStream.range(1, size)
                .mapToObj(part -> CompletableFuture.runAsync(() -> task.accept(part), others))
                .toArray(CompletableFuture<?>[]::new);
        try {
            task.accept(0);
        } finally {
            // not interruptible: no part may still run on memory that is given up
            join(CompletableFuture.allOf(running));
        }
    }

    /** What a part threw is thrown here as it is: an OutOfMemoryError must be told from a bug. */
    private static void join(CompletableFuture<Void> all) {
        try {
            all.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    @Override
    public void close() {
        others.shutdown();
    }
}
