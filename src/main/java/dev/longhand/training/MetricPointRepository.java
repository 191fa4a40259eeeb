package dev.longhand.training;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface MetricPointRepository extends JpaRepository<MetricPoint, MetricPoint.Key> {
    List<MetricPoint> findByKeyJobIdOrderByKeyStep(UUID jobId);

    @Query("select point.gradientNorm from MetricPoint point where point.key.jobId = :jobId order by point.key.step")
    List<Double> gradientNorms(UUID jobId);

    /** One by one, so that the same points may be written again within the same transaction. */
    void deleteByKeyJobIdAndKeyStepGreaterThan(UUID jobId, long step);
}
