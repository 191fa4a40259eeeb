package dev.longhand.training;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface CheckpointRepository extends JpaRepository<Checkpoint, Checkpoint.Key> {
    List<Checkpoint> findByKeyJobIdOrderByStepDescFenceDesc(UUID jobId);

    boolean existsByKeyFile(String file);

    @Modifying
    @Query("delete from Checkpoint c where c.key.jobId = :jobId")
    void deleteAllOf(UUID jobId);

    /** Not {@code delete}: to Spring Data each of them {@linkplain Checkpoint#isNew is new}, and there is nothing to delete. */
    void deleteByKeyFileIn(Collection<String> files);

    /** One by one, so that the same ones may be written again within the same transaction. */
    void deleteByKeyJobIdAndStepGreaterThan(UUID jobId, long step);
}
