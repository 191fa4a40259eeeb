package dev.longhand.models;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A name that models were published under, and the last version that was given away under it. */
@Entity
class ModelName {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    /** Who sees it; set by Hibernate when it is written, and asked for in every query. */
    @TenantId
    private @Nullable String tenant;

    private String name;

    private int lastVersion;

    protected ModelName() {}

    ModelName(String name) {
        this.name = name;
    }

    int nextVersion() {
        return ++lastVersion;
    }
}
