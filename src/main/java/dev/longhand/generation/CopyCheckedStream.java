package dev.longhand.generation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stream whose end says what its texts copied. */
record CopyCheckedStream(TextStream stream, GenerateRequest request, CopySearch search) implements TextStream {
    @Override
    public UUID id() {
        return stream.id();
    }

    @Override
    public @Nullable StreamEvent next() throws InterruptedException {
        return report(stream.next());
    }

    @Override
    public @Nullable StreamEvent poll() throws InterruptedException {
        return report(stream.poll());
    }

    private @Nullable StreamEvent report(@Nullable StreamEvent event) {
        return event instanceof StreamEvent.Done(GenerateResponse answer)
                ? new StreamEvent.Done(report(answer))
                : event;
    }

    private GenerateResponse report(GenerateResponse answer) {
        return switch (search) {
            case CopySearch.Impossible impossible -> CopyReport.without(impossible, answer);
            case CopySearch.InCorpus corpus -> new CopyReport(request, CopyLimit.NONE, corpus.index()).complete(answer);
        };
    }

    @Override
    public void close() {
        try (search) {
            stream.close();
        }
    }
}
