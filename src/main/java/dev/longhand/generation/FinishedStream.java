package dev.longhand.generation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stream of what is written already. */
final class FinishedStream implements TextStream {
    private final GenerateResponse response;
    private final Queue<StreamEvent> events = new ArrayDeque<>();

    FinishedStream(GenerateResponse response) {
        this.response = response;
        response.choices()
                .forEach(choice -> events.add(new StreamEvent.Piece(choice.index(), choice.text(), choice.tokens())));
        events.add(new StreamEvent.Done(response));
    }

    @Override
    public UUID id() {
        return response.id();
    }

    @Override
    public UUID modelId() {
        return response.modelId();
    }

    @Override
    public long seed() {
        return response.seed();
    }

    @Override
    public @Nullable StreamEvent next(Duration timeout) {
        return events.poll();
    }

    @Override
    public void close() {}
}
