package dev.longhand.models;

import java.util.UUID;

/**
 * An artifact that lies in storage, checked and durable, and that the database does not know yet.
 *
 * @param sha256 of the whole file
 */
public record StoredArtifact(UUID id, String sha256, long bytes, ModelDescription description) {}
