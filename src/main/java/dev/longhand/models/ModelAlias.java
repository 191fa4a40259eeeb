package dev.longhand.models;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A movable name of a version. */
@Entity
class ModelAlias {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private @Nullable Integer revision;

    /** Who sees it; set by Hibernate when it is written, and asked for in every query. */
    @TenantId
    private @Nullable String tenant;

    private String name;
    private String alias;
    private UUID modelId;

    protected ModelAlias() {}

    ModelAlias(String name, String alias, UUID modelId) {
        this.name = name;
        this.alias = alias;
        this.modelId = modelId;
    }

    String name() {
        return name;
    }

    String alias() {
        return alias;
    }

    UUID modelId() {
        return modelId;
    }

    void moveTo(UUID modelId) {
        this.modelId = modelId;
    }
}
