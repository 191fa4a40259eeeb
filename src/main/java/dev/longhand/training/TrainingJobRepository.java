package dev.longhand.training;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface TrainingJobRepository extends JpaRepository<TrainingJob, UUID> {
    List<TrainingJob> findByIdLessThanOrderByIdDesc(UUID after, Limit limit);

    List<TrainingJob> findByStatusAndIdLessThanOrderByIdDesc(JobStatus status, UUID after, Limit limit);

    /** Of all tenants, who share the queue: only a native query sees the jobs of others. */
    @Query(value = "select count(*) from training_job where status = 'QUEUED'", nativeQuery = true)
    long countQueued();

    @Query("select new dev.longhand.training.JobCount(j.status, count(j), min(j.createdAt)) from TrainingJob j"
            + " group by j.status")
    List<JobCount> countByStatus();

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select j from TrainingJob j where j.id = :id")
    Optional<TrainingJob> findAndLock(UUID id);

    List<TrainingJob> findByStatusIn(Collection<JobStatus> statuses);

    /** What may still run, also those that failed for a reason that can pass. */
    String MAY_RUN = "(j.status in (QUEUED, RUNNING, PAUSED)" + " or j.status = FAILED and j.errorCode in ('"
            + JobFailure.STORAGE_FULL + "', '" + JobFailure.WORKER_CRASHED + "'))";

    @Query("select j from TrainingJob j where j.corpusId = :corpusId and " + MAY_RUN + " order by j.id")
    List<TrainingJob> findUnfinishedOf(UUID corpusId);

    @Query("select j from TrainingJob j where j.initialModelId = :modelId and " + MAY_RUN + " order by j.id")
    List<TrainingJob> findUnfinishedFrom(UUID modelId);
}
