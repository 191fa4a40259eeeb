package dev.longhand.corpus;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** The row of a corpus; the text itself lies in storage under the same id. */
@Entity
@Table(name = "corpus")
class CorpusEntity {
    @Id
    private UUID id;

    @Version
    private @Nullable Integer revision;

    /** Who sees it; set by Hibernate when it is written, and asked for in every query. */
    @TenantId
    private @Nullable String tenant;

    private String name;
    private String sha256;
    private long bytes;
    private long characters;
    private int distinctCharacters;
    private long lines;
    private long words;
    private String warnings;
    private Instant createdAt;

    protected CorpusEntity() {}

    CorpusEntity(UUID id, String name, TextReport report, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.sha256 = report.sha256();
        this.bytes = report.bytes();
        this.characters = report.characters();
        this.distinctCharacters = report.distinctCharacters();
        this.lines = report.lines();
        this.words = report.words();
        this.warnings = String.join("\n", report.warnings());
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    Corpus toCorpus() {
        return new Corpus(
                id,
                name,
                sha256,
                bytes,
                characters,
                distinctCharacters,
                lines,
                words,
                createdAt,
                warnings.isEmpty() ? List.of() : List.of(warnings.split("\n")));
    }
}
