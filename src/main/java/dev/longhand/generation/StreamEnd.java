package dev.longhand.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.longhand.generation.GenerateResponse.FinishReason;
import dev.longhand.generation.GenerateResponse.Timing;
import dev.longhand.generation.GenerateResponse.Usage;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last event of a stream: the answer without the texts, which have come already. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StreamEnd(
        UUID id,
        UUID modelId,
        long seed,
        List<EndedChoice> choices,
        Usage usage,
        Timing timing,
        @Nullable CopySource copies) {
    /** Why a text ended; the state that it has ended in and what it has copied, where that was asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndedChoice(
            int index,
            FinishReason finishReason,
            @Nullable String state,
            @Nullable Copy copy) {}

    static StreamEnd of(GenerateResponse response) {
        return new StreamEnd(
                response.id(),
                response.modelId(),
                response.seed(),
                response.choices().stream()
                        .map(choice ->
                                new EndedChoice(choice.index(), choice.finishReason(), choice.state(), choice.copy()))
                        .toList(),
                response.usage(),
                response.timing(),
                response.copies());
    }
}
