package dev.longhand.training;

import dev.longhand.storage.FileOwner;
import dev.longhand.storage.FileStore;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where the checkpoints of all jobs lie: their names begin with the job's id and the fence of the claim. */
@Component
class CheckpointFiles implements FileOwner {
    private static final String AREA = "checkpoints";

    private final FileStore store;
    private final CheckpointRepository repository;

    CheckpointFiles(FileStore store, CheckpointRepository repository) {
        this.store = store;
        this.repository = repository;
    }

    @Override
    public String area() {
        return AREA;
    }

    @Override
    public boolean needs(String name) {
        return repository.existsByKeyFile(name);
    }

    Path directory() {
        return store.directory(AREA);
    }

    Path path(String file) {
        return store.path(AREA, file);
    }

    void deleteAllOf(UUID jobId) {
        delete(jobId + ".");
    }

    /** What one claim wrote. */
    void deleteAllOf(Claim claim) {
        delete("%s.%d.".formatted(claim.jobId(), claim.fence()));
    }

    private void delete(String prefix) {
        store.names(AREA).stream().filter(name -> name.startsWith(prefix)).forEach(name -> store.delete(AREA, name));
    }
}
