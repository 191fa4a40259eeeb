package dev.longhand.diagnostics;

import dev.longhand.web.Unavailable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Computes a few requests at a time, on platform threads: on the virtual ones that requests come on it would keep the few carriers. */
@Component
class Workbench implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Workbench.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ThreadPoolExecutor threads;
    private final int maxWaiting;

    Workbench(DiagnosticsProperties properties) {
        maxWaiting = properties.maxWaiting();
        threads = new ThreadPoolExecutor(
                properties.concurrent(),
                properties.concurrent(),
                0,
                TimeUnit.SECONDS,
                maxWaiting == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(maxWaiting),
                Thread.ofPlatform().name("longhand-diagnostics-", 1).daemon().factory());
    }

    /**
     * Computes now, or when it is its turn.
     *
     * @throws Unavailable when too many wait, or there is no memory for it
     */
    <T> T compute(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException e) {
            throw new Unavailable(
                    "%d requests are waiting already (longhand.diagnostics.max-waiting).".formatted(maxWaiting), RETRY);
        } catch (InterruptedException e) {
            throw new Unavailable("The service stops.", RETRY);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case OutOfMemoryError error -> {
                log.error("There is no memory to look inside", error);
                yield new Unavailable("There is not enough memory for this now.", RETRY);
            }
            case RuntimeException situation -> situation;
            case null, default -> new IllegalStateException(cause);
        };
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
