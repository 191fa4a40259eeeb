package dev.longhand.training;

import dev.longhand.storage.FileOwner;
import dev.longhand.storage.FileStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Where the checkpoints of all jobs lie: their names begin with the job's id and the fence of the claim. */
@Component
class CheckpointFiles implements FileOwner {
    private static final Logger log = LoggerFactory.getLogger(CheckpointFiles.class);
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
        delete(name -> name.startsWith(jobId + "."));
    }

    /** What one claim wrote in vain: what was written down before is what a later claim goes on from. */
    void deleteUncounted(Claim claim) {
        delete(name -> isUncounted(name, claim, Long.MAX_VALUE, claim.fence()));
    }

    /** What no row names of the steps before one that counts, by this claim and those before it. */
    void deleteUncounted(Claim claim, long beforeStep) {
        delete(name -> isUncounted(name, claim, beforeStep, 0));
    }

    private boolean isUncounted(String name, Claim claim, long beforeStep, long fromFence) {
        return CheckpointName.of(Path.of(name))
                .filter(file -> file.jobId().equals(claim.jobId()) && file.step() < beforeStep)
                .filter(file -> file.fence() >= fromFence && file.fence() <= claim.fence())
                .filter(file -> !needs(name))
                .isPresent();
    }

    private void delete(Predicate<String> superfluous) {
        try {
            store.names(AREA).stream().filter(superfluous).forEach(name -> store.delete(AREA, name));
        } catch (UncheckedIOException e) {
            log.warn("Checkpoints that nobody needs are left behind for now", e);
        }
    }
}
