package dev.longhand.generation;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Texts that a batch writes. */
record LiveTexts(UUID id, UUID modelId, long seed, Running<StreamEvent> running, Runnable closing)
        implements TextStream {
    @Override
    public @Nullable StreamEvent next(Duration timeout) throws InterruptedException {
        return running.next(timeout);
    }

    @Override
    public void close() {
        running.close();
        closing.run();
    }
}
