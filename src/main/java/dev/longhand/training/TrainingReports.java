package dev.longhand.training;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Turns what a worker tells into rows: progress, points, checkpoints, events. */
@Component
class TrainingReports {
    /** Checkpoints of each kind: one that cannot be read does not cost the training. */
    private static final int KEPT = 2;

    private final MetricPointRepository points;
    private final CheckpointRepository checkpoints;
    private final JobEvents events;
    private final JsonMapper json;
    private final Clock clock;

    TrainingReports(
            MetricPointRepository points,
            CheckpointRepository checkpoints,
            JobEvents events,
            JsonMapper json,
            Clock clock) {
        this.points = points;
        this.checkpoints = checkpoints;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** As a part of the transaction that locked the job. How a worker ends is not written here. */
    @Transactional(propagation = Propagation.MANDATORY)
    void write(TrainingJob job, Claim claim, WorkerMessage message) {
        switch (message) {
            case WorkerMessage.Started started -> started(job, started);
            case WorkerMessage.Progress progress -> progress(job, progress);
            case WorkerMessage.Epoch epoch ->
                events.addOnce(job, JobEventType.EPOCH, "epoch:" + epoch.step() + ":" + epoch.rollbacks(), epoch);
            case WorkerMessage.Sample sample ->
                events.addOnce(job, JobEventType.SAMPLE, "sample:" + sample.step() + ":" + sample.rollbacks(), sample);
            case WorkerMessage.Warning warning ->
                events.addOnce(job, JobEventType.WARNING, "warning:" + warning.code() + ":" + warning.step(), warning);
            case WorkerMessage.Checkpoint checkpoint -> checkpoint(job, claim, checkpoint);
            case WorkerMessage.RolledBack rolledBack -> rolledBack(job, rolledBack);
            case WorkerMessage.Alive alive -> {}
            case WorkerMessage.Suspended suspended -> {}
            case WorkerMessage.Finished finished -> {}
            case WorkerMessage.Failed failed -> {}
        }
    }

    private void started(TrainingJob job, WorkerMessage.Started started) {
        points.deleteByKeyJobIdAndKeyStepGreaterThan(job.id(), started.step());
        // those that could not be used: what comes now must not be forgotten for their sake
        checkpoints.deleteByKeyJobIdAndStepGreaterThan(job.id(), started.step());
        job.goOnFrom(started.step(), started.totalSteps(), json.writeValueAsString(started.warnings()));
        for (var damaged : started.damaged()) {
            events.addOnce(
                    job,
                    JobEventType.WARNING,
                    "damaged:" + job.fence() + ":" + damaged.file(),
                    Map.of("code", "checkpoint-damaged", "message", damaged.problem(), "file", damaged.file()));
        }
        var data = new TreeMap<String, Object>(Map.of(
                "step", started.step(),
                "totalSteps", started.totalSteps(),
                "vocabularySize", started.vocabularySize()));
        if (started.addedTokens() != null) {
            data.put("addedTokens", started.addedTokens());
        }
        data.put("status", job.status());
        data.put("attempt", job.attempt());
        events.addOnce(job, JobEventType.STATUS, "started:" + job.fence(), data);
    }

    /** The latest point of a checkpoint is told again by whoever goes on from there. */
    private void progress(TrainingJob job, WorkerMessage.Progress message) {
        job.progress(message.progress());
        if (message.points().isEmpty()) {
            return;
        }
        points.deleteByKeyJobIdAndKeyStepGreaterThan(
                job.id(), message.points().getFirst().step() - 1);
        points.saveAll(message.points().stream()
                .map(point -> new MetricPoint(job.id(), point))
                .toList());
        job.suggestThreshold(SuggestedThreshold.of(points.gradientNorms(job.id())));
    }

    private void checkpoint(TrainingJob job, Claim claim, WorkerMessage.Checkpoint checkpoint) {
        var row = new Checkpoint(job.id(), claim.fence(), checkpoint, clock.instant());
        if (checkpoints.existsById(row.getId())) {
            return; // written down before, by a transaction whose answer was lost
        }
        checkpoints.save(row);
        forgetOld(job.id(), checkpoint.anchor());
        job.keptSomething();
        events.addOnce(
                job,
                JobEventType.CHECKPOINT,
                "checkpoint:" + checkpoint.file(),
                Map.of("step", checkpoint.step(), "bytes", checkpoint.bytes(), "sha256", checkpoint.sha256()));
    }

    /** Whoever wrote this down removes their files when it is certain. */
    private void forgetOld(UUID jobId, boolean anchors) {
        var known = checkpoints.findByKeyJobIdOrderByStepDescFenceDesc(jobId);
        checkpoints.deleteByKeyFileIn(known.stream()
                .filter(checkpoint -> checkpoint.isAnchor() == anchors)
                .skip(KEPT)
                .map(Checkpoint::file)
                .toList());
    }

    private void rolledBack(TrainingJob job, WorkerMessage.RolledBack rolledBack) {
        points.deleteByKeyJobIdAndKeyStepGreaterThan(job.id(), rolledBack.toStep());
        checkpoints.deleteByKeyJobIdAndStepGreaterThan(job.id(), rolledBack.toStep()); // their files are gone already
        events.addOnce(
                job,
                JobEventType.WARNING,
                "diverged:" + rolledBack.step() + ":" + rolledBack.factor(),
                Map.of(
                        "code", "diverged",
                        "step", rolledBack.step(),
                        "toStep", rolledBack.toStep(),
                        "learningRateFactor", rolledBack.factor(),
                        "message", rolledBack.reason()));
    }
}
