package dev.longhand.generation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Texts while they are written. Whoever sends them to a client pulls them, at the client's pace: nobody else waits for it. One
 * thread at a time.
 */
public interface TextStream extends AutoCloseable {
    /** The id of the answer. */
    UUID id();

    /**
     * The next event, as soon as there is one.
     *
     * @return null when none came for as long as a stream may be silent: a moment to look whether the client is still there
     * @throws dev.longhand.web.ProblemException when the texts cannot be finished
     */
    @Nullable
    StreamEvent next() throws InterruptedException;

    /**
     * An event that has come already; null where there is none.
     *
     * @throws dev.longhand.web.ProblemException when the texts cannot be finished
     */
    @Nullable
    StreamEvent poll() throws InterruptedException;

    /** Nobody reads any more: what is not written by now is not written at all. */
    @Override
    void close();
}
