package dev.longhand.training;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface MetricPointRepository extends JpaRepository<MetricPoint, MetricPoint.Key> {
    List<MetricPoint> findByKeyJobIdOrderByKeyStep(UUID jobId);

    @Modifying
    @Query("delete from MetricPoint p where p.key.jobId = :jobId and p.key.step > :step")
    void deleteAfter(UUID jobId, long step);
}
