package dev.longhand.generation;

import dev.longhand.web.Unavailable;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The platform threads that generate. Requests come on virtual threads; computing on those would keep the few carriers from
 * everybody else. What waits for a thread is bounded.
 */
@Component
class GenerationThreads implements DisposableBean {
    private final ThreadPoolExecutor pool;
    private final int maxWaiting;

    GenerationThreads(GenerationProperties properties) {
        maxWaiting = properties.maxWaiting();
        pool = new ThreadPoolExecutor(
                properties.threads(),
                properties.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(maxWaiting),
                Thread.ofPlatform().name("longhand-generation-", 1).daemon().factory());
    }

    /** Computes on one of the threads and waits for it. */
    <T> T compute(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, pool).join();
        } catch (RejectedExecutionException e) {
            throw new Unavailable(
                    "%d requests are waiting already (longhand.generation.max-waiting).".formatted(maxWaiting),
                    Duration.ofSeconds(1));
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void destroy() {
        pool.shutdown();
    }
}
