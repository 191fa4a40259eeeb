package dev.longhand.training;

import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes sure that every job that waits or runs has its place in the queue, whatever happened to the queue. */
@Component
class QueueRepair {
    private final TrainingJobRepository jobs;
    private final TrainingQueue queue;

    QueueRepair(TrainingJobRepository jobs, TrainingQueue queue) {
        this.jobs = jobs;
        this.queue = queue;
    }

    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    void putBack() {
        jobs.findByStatusIn(Set.of(JobStatus.QUEUED, JobStatus.RUNNING)).forEach(queue::put);
    }
}
