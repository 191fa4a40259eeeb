package dev.longhand.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Clients that do the same again and again, side by side, for a while. */
final class Crowd implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final long end;

    Crowd(Duration time) {
        end = System.nanoTime() + time.toNanos();
    }

    /** So many more, each on a thread of its own, each at least once; what is begun before the end is done to its end. */
    Crowd add(int number, Runnable work) {
        for (int i = 0; i < number; i++) {
            clients.add(threads.submit(() -> {
                do {
                    work.run();
                } while (System.nanoTime() < end);
            }));
        }
        return this;
    }

    /** Waits for all; what failed in one of them fails here. */
    void await() {
        for (var client : clients) {
            try {
                client.get(AT_MOST.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new IllegalStateException("a client waits for ever", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a client failed", e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
