package dev.longhand.models;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** The row of a model; its artifact lies in storage under the same id. */
@Entity
@Table(name = "model")
class ModelEntity {
    @Id
    private UUID id;

    @Version
    private @Nullable Integer revision;

    /** Who sees it; set by Hibernate when it is written, and asked for in every query. */
    @TenantId
    private @Nullable String tenant;

    private String name;
    private int version;
    private @Nullable UUID jobId;
    private String sha256;
    private long bytes;
    private long parameters;
    private String network;
    private String tokenizerType;
    private int vocabularySize;
    private String segmentation;
    private String metrics;
    private String lineage;
    private Instant createdAt;

    protected ModelEntity() {}

    ModelEntity(StoredArtifact artifact, String name, int version, @Nullable UUID jobId, Instant createdAt) {
        var description = artifact.description();
        this.id = artifact.id();
        this.name = name;
        this.version = version;
        this.jobId = jobId;
        this.sha256 = artifact.sha256();
        this.bytes = artifact.bytes();
        this.parameters = description.network().parameters();
        this.network = ArtifactMetadata.json(NetworkDescription.of(description.network()));
        this.tokenizerType = TokenizerDescription.type(description.tokenizer());
        this.vocabularySize = description.tokenizer().vocabularySize();
        this.segmentation = description.segmentation();
        this.metrics = ArtifactMetadata.json(description.metrics());
        this.lineage = ArtifactMetadata.json(description.lineage());
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    int version() {
        return version;
    }

    String sha256() {
        return sha256;
    }

    /**
     * @param loadedBytes memory that it takes; nothing when it is not loaded
     */
    Model toModel(List<String> aliases, OptionalLong loadedBytes) {
        return new Model(
                id,
                name,
                version,
                aliases,
                jobId,
                sha256,
                bytes,
                parameters,
                ArtifactMetadata.network(network),
                new Model.TokenizerSummary(tokenizerType, vocabularySize),
                segmentation,
                ArtifactMetadata.object(metrics),
                ArtifactMetadata.object(lineage),
                createdAt,
                loadedBytes.isPresent(),
                loadedBytes.orElse(0));
    }
}
