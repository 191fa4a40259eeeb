package dev.longhand.training;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/** A checkpoint that counts: its file was durable before this row was written. */
@Entity
class Checkpoint implements Persistable<Checkpoint.Key> {
    @EmbeddedId
    private Key key;

    private long fence;
    private long step;
    private String sha256;
    private long bytes;
    private boolean anchor;
    private Instant createdAt;

    protected Checkpoint() {}

    Checkpoint(UUID jobId, long fence, WorkerMessage.Checkpoint written, Instant createdAt) {
        this.key = new Key(jobId, written.file());
        this.fence = fence;
        this.step = written.step();
        this.sha256 = written.sha256();
        this.bytes = written.bytes();
        this.anchor = written.anchor();
        this.createdAt = createdAt;
    }

    /** Which file of which job. */
    @Embeddable
    record Key(UUID jobId, String file) {}

    boolean isAnchor() {
        return anchor;
    }

    String file() {
        return key.file();
    }

    @Override
    public Key getId() {
        return key;
    }

    /** Checkpoints are only ever added and deleted. */
    @Override
    public boolean isNew() {
        return true;
    }
}
