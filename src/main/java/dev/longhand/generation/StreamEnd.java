package dev.longhand.generation;

import dev.longhand.generation.GenerateResponse.FinishReason;
import dev.longhand.generation.GenerateResponse.Timing;
import dev.longhand.generation.GenerateResponse.Usage;
import java.util.List;
import java.util.UUID;

/** The last event of a stream: the answer without the texts, which have come already. */
record StreamEnd(UUID id, UUID modelId, long seed, List<EndedChoice> choices, Usage usage, Timing timing) {
    /** Why a text ended. */
    record EndedChoice(int index, FinishReason finishReason) {}

    static StreamEnd of(GenerateResponse response) {
        return new StreamEnd(
                response.id(),
                response.modelId(),
                response.seed(),
                response.choices().stream()
                        .map(choice -> new EndedChoice(choice.index(), choice.finishReason()))
                        .toList(),
                response.usage(),
                response.timing());
    }
}
