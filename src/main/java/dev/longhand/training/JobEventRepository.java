package dev.longhand.training;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface JobEventRepository extends JpaRepository<JobEvent, JobEvent.Key> {
    boolean existsByKeyJobIdAndOccurrence(UUID jobId, String occurrence);

    List<JobEvent> findByKeyJobIdAndKeyNumberGreaterThanOrderByKeyNumber(UUID jobId, long after, Limit limit);

    List<JobEvent> findByKeyJobIdAndKeyNumberLessThanOrderByKeyNumberDesc(UUID jobId, long before, Limit limit);
}
