package dev.longhand.training;

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

    @Modifying
    @Query("delete from Checkpoint c where c.key.jobId = :jobId and c.step > :step")
    void deleteAfter(UUID jobId, long step);
}
