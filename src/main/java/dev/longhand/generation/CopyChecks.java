package dev.longhand.generation;

import dev.longhand.web.Invalid;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Looks for copies where a request asks for it, and lets it alone where it does not. */
@Component
class CopyChecks {
    private final Copies copies;
    private final CopiesProperties properties;

    CopyChecks(Copies copies, CopiesProperties properties) {
        this.copies = copies;
        this.properties = properties;
    }

    /**
     * The answer to a request, with what its choices copied.
     *
     * @param write answers a request, as often as it is asked, without a word of copies
     * @throws Invalid when copies are to be avoided and cannot be found; before anything is written
     */
    GenerateResponse answer(UUID modelId, GenerateRequest request, Function<GenerateRequest, GenerateResponse> write) {
        if (!request.looksForCopies()) {
            return write.apply(request);
        }
        try (var search = search(modelId, request)) {
            return switch (search) {
                case CopySearch.Impossible impossible -> CopyReport.without(impossible, write.apply(request));
                case CopySearch.InCorpus corpus ->
                    new CopyReport(request, limit(request), corpus.index()).complete(write.apply(request), write);
            };
        }
    }

    /**
     * The same for a stream, which tells it at its end.
     *
     * @throws Invalid also when copies are to be avoided: a text that was sent cannot be taken back
     */
    TextStream stream(UUID modelId, GenerateRequest request, Supplier<TextStream> open) {
        if (!request.looksForCopies()) {
            return open.get();
        }
        if (request.maxCopy() != null) {
            throw new Invalid("/maxCopy", "is not possible in a stream: what was sent cannot be taken back");
        }
        var search = search(modelId, request);
        try {
            return new CopyCheckedStream(open.get(), request, search);
        } catch (RuntimeException | Error e) {
            search.close();
            throw e;
        }
    }

    private CopySearch search(UUID modelId, GenerateRequest request) {
        var search = copies.of(modelId);
        if (search instanceof CopySearch.Impossible impossible && request.maxCopy() != null) {
            throw new Invalid("/maxCopy", "is not possible with this model: " + impossible.reason());
        }
        return search;
    }

    private CopyLimit limit(GenerateRequest request) {
        var asked = request.maxCopy();
        return asked == null ? CopyLimit.NONE : new CopyLimit(asked, properties.maxTries());
    }
}
