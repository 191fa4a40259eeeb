package dev.longhand.openai;

import dev.longhand.models.Model;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What all that is sent of one completion has in common. */
record CompletionFrame(UUID id, long created, Model model) {
    private static final int FINGERPRINT = 12;

    /** A part of a stream. */
    Completion chunk(List<Completion.Choice> choices) {
        return of(choices, null);
    }

    /** With what it took. */
    Completion whole(List<Completion.Choice> choices, Completion.Usage usage) {
        return of(choices, usage);
    }

    private Completion of(List<Completion.Choice> choices, Completion.@Nullable Usage usage) {
        return new Completion(
                Completion.id(id),
                Completion.OBJECT,
                created,
                ModelObject.name(model),
                choices,
                usage,
                "fp_" + model.sha256().substring(0, FINGERPRINT));
    }
}
