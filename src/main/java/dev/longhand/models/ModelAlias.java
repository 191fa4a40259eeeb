package dev.longhand.models;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A movable name of a version. */
@Entity
class ModelAlias {
    @EmbeddedId
    private Key key;

    @Version
    private @Nullable Integer revision;

    private UUID modelId;

    protected ModelAlias() {}

    ModelAlias(Key key, UUID modelId) {
        this.key = key;
        this.modelId = modelId;
    }

    /** Which alias of which model name. */
    @Embeddable
    record Key(String name, String alias) {}

    Key key() {
        return key;
    }

    UUID modelId() {
        return modelId;
    }

    void moveTo(UUID modelId) {
        this.modelId = modelId;
    }
}
