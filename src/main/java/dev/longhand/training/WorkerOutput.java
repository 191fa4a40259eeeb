package dev.longhand.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.core.JacksonException;

/** What a worker says: its messages wait here until they are taken, its errors go to the log at once. */
final class WorkerOutput {
    /** A worker that nobody listens to waits: its messages must not fill the memory of the service. */
    private static final int WAITING = 256;

    private static final int LONGEST_MESSAGE = 1 << 22;
    private static final int LONGEST_LINE = 2000;
    private static final long PATIENCE_MILLIS = 200;

    private final Logger log;
    private final String name;
    /** Messages, then one that is empty for the end. */
    private final BlockingQueue<Optional<WorkerMessage>> messages = new ArrayBlockingQueue<>(WAITING);

    private volatile boolean unheard;
    private volatile boolean ended;

    /**
     * @param name of the worker, for the log
     */
    WorkerOutput(Logger log, String name) {
        this.log = log;
        this.name = name;
    }

    /** The next message; null when none came in time, or none will come. */
    @Nullable
    WorkerMessage next(Duration timeout) throws InterruptedException {
        if (ended) {
            return null;
        }
        var next = messages.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
            return null;
        }
        ended = next.isEmpty();
        return next.orElse(null);
    }

    /** Whether all that it said has been taken and it will say no more. */
    boolean hasEnded() {
        return ended;
    }

    /** Nobody will take a message any more. */
    void stopListening() {
        unheard = true;
    }

    /** Reads messages until the stream ends. */
    void readMessages(InputStream stream) {
        forEachLine(stream, LONGEST_MESSAGE, this::message);
        put(Optional.empty());
    }

    private void message(String line) {
        try {
            put(Optional.of(WorkerJson.MAPPER.readValue(line, WorkerMessage.class)));
        } catch (JacksonException e) {
            // not what it was: it may be a text
            log.warn("Worker {} said {} characters that nobody understands", name, line.length(), e);
        }
    }

    private void put(Optional<WorkerMessage> message) {
        try {
            while (!unheard && !messages.offer(message, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                // the supervisor writes to a database, which may take its time
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    /** Writes errors down until the stream ends. */
    void readErrors(InputStream stream) {
        forEachLine(stream, LONGEST_LINE, line -> log.warn("Worker {}: {}", name, line));
    }

    private void forEachLine(InputStream stream, int limit, java.util.function.Consumer<String> action) {
        try (var text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var lines = new BoundedLines(text, limit);
            for (var line = lines.next(); line != null; line = lines.next()) {
                action.accept(line);
            }
        } catch (IOException e) {
            // a process that was killed takes its pipes with it
            log.debug("Worker {} cannot be read any more", name, e);
        }
    }
}
