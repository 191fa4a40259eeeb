package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.models.Model;

/**
 * A model as OpenAI's clients know it.
 *
 * @param id      its name and version, as {@code bard:3}
 * @param created in seconds since 1970
 */
record ModelObject(
        String id,
        String object,
        long created,
        @JsonProperty("owned_by") String ownedBy) {
    static final String OBJECT = "model";

    static ModelObject of(Model model) {
        return new ModelObject(name(model), OBJECT, model.createdAt().getEpochSecond(), "longhand");
    }

    static String name(Model model) {
        return model.name() + ":" + model.version();
    }
}
