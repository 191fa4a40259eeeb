package dev.longhand.models;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A name that models were published under, and the last version that was given away under it. */
@Entity
class ModelName {
    @Id
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
