package dev.longhand.training;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface MetricPointRepository extends JpaRepository<MetricPoint, MetricPoint.Key> {
    List<MetricPoint> findByKeyJobIdOrderByKeyStep(UUID jobId);

    /** One by one, so that the same points may be written again within the same transaction. */
    void deleteByKeyJobIdAndKeyStepGreaterThan(UUID jobId, long step);
}
