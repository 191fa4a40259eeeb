package dev.longhand.training;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** Something that happened to a job. */
@Entity
class JobEvent implements Persistable<JobEvent.Key> {
    @EmbeddedId
    private Key key;

    @Enumerated(EnumType.STRING)
    private JobEventType type;

    private @Nullable String occurrence;
    private String data;
    private Instant createdAt;

    protected JobEvent() {}

    /**
     * @param occurrence the same one is written once, however often a resumed job meets it; null for what happens anew
     * @param data       JSON
     */
    JobEvent(UUID jobId, long number, JobEventType type, @Nullable String occurrence, String data, Instant createdAt) {
        this.key = new Key(jobId, number);
        this.type = type;
        this.occurrence = occurrence;
        this.data = data;
        this.createdAt = createdAt;
    }

    /** Which event of which job. */
    @Embeddable
    record Key(UUID jobId, long number) {}

    long number() {
        return key.number();
    }

    JobEventType type() {
        return type;
    }

    String data() {
        return data;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public @Nullable Key getId() {
        return key;
    }

    /** Events are only ever added. */
    @Override
    public boolean isNew() {
        return true;
    }
}
