package dev.longhand.training;

import dev.longhand.corpus.Corpora;
import dev.longhand.corpus.Corpus;
import dev.longhand.models.Models;
import dev.longhand.models.StoredArtifact;
import dev.longhand.web.NotFound;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What those who work on jobs write down, each in one transaction that holds the job's row. Everything but the claim itself
 * is refused with {@link StaleClaim} when the claim is not the job's latest.
 */
@Service
class TrainingClaims {
    private final TrainingJobRepository jobs;
    private final CheckpointRepository checkpoints;
    private final TrainingReports reports;
    private final JobEvents events;
    private final Corpora corpora;
    private final Models models;
    private final TrainingProperties properties;
    private final TrainingDefaults defaults;
    private final JsonMapper json;
    private final Clock clock;

    TrainingClaims(
            TrainingJobRepository jobs,
            CheckpointRepository checkpoints,
            TrainingReports reports,
            JobEvents events,
            Corpora corpora,
            Models models,
            TrainingProperties properties,
            TrainingDefaults defaults,
            JsonMapper json,
            Clock clock) {
        this.jobs = jobs;
        this.checkpoints = checkpoints;
        this.reports = reports;
        this.events = events;
        this.corpora = corpora;
        this.models = models;
        this.properties = properties;
        this.defaults = defaults;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Begins an attempt at the job that waits at this place, or that was given up there by a node that died.
     *
     * @return nothing when there is nothing to be done
     */
    @Transactional
    Optional<Claim> claim(UUID jobId, long place) {
        var job = jobs.findAndLock(jobId).filter(found -> found.isClaimable(place));
        if (job.isEmpty()) {
            return Optional.empty();
        }
        if (job.get().isPauseRequested()) {
            job.get().paused();
            events.addStatus(job.get(), Map.of());
            return Optional.empty();
        }
        if (job.get().idleAttempts() >= properties.maxAttempts()) {
            fail(job.get(), JobFailure.crashed(job.get().idleAttempts(), "the service or its worker ended."));
            return Optional.empty();
        }
        return begin(job.get());
    }

    private Optional<Claim> begin(TrainingJob job) {
        Corpus corpus;
        try {
            corpus = corpora.get(job.corpusId());
        } catch (NotFound e) {
            fail(job, JobFailure.corpusUnreadable());
            return Optional.empty();
        }
        job.claim(properties.threadsOfAJob(), clock.instant());
        var known = checkpoints.findByKeyJobIdOrderByStepDescFenceDesc(job.id());
        var initial = job.initialModelId();
        events.addStatus(job, Map.of());
        return Optional.of(new Claim(
                job.id(),
                job.tenant(),
                job.fence(),
                job.attempt(),
                defaults.read(job.spec()),
                job.threads(),
                corpus,
                corpora.file(corpus.id()),
                initial == null ? null : models.file(initial),
                known.stream().map(Checkpoint::file).toList()));
    }

    /**
     * Writes down what a worker told.
     *
     * @return whether the job should pause
     */
    @Transactional
    boolean report(Claim claim, List<WorkerMessage> messages) {
        var job = lock(claim);
        messages.forEach(message -> reports.write(job, claim, message));
        return job.isPauseRequested();
    }

    /** The worker has ended because it was told to, or because the node could not wait: that is no fault of the job. */
    @Transactional
    TrainingJobTask.End suspended(Claim claim) {
        var job = lock(claim);
        job.keptSomething();
        return putAway(job, TrainingJobTask.End.AGAIN);
    }

    /** The worker has ended without a word; the next claim goes on from the last checkpoint. */
    @Transactional
    TrainingJobTask.End crashed(Claim claim, String how) {
        var job = lock(claim);
        events.add(job, JobEventType.WARNING, Map.of("code", "worker-crashed", "message", how));
        if (!job.isPauseRequested() && job.idleAttempts() >= properties.maxAttempts()) {
            fail(job, JobFailure.crashed(job.idleAttempts(), how));
            return TrainingJobTask.End.DONE;
        }
        return putAway(job, TrainingJobTask.End.LATER);
    }

    /** Paused if that was asked for, otherwise queued again. */
    private TrainingJobTask.End putAway(TrainingJob job, TrainingJobTask.End queued) {
        boolean pause = job.isPauseRequested();
        if (pause) {
            job.paused();
        } else {
            job.handBack();
        }
        events.addStatus(job, Map.of());
        return pause ? TrainingJobTask.End.DONE : queued;
    }

    /** The model's row and the job's success in one transaction: there is never one without the other. On behalf of the job's tenant. */
    @Transactional
    void publish(Claim claim, WorkerMessage.Finished finished, StoredArtifact artifact) {
        var job = lock(claim);
        var model = models.publish(artifact, job.modelName(), job.id());
        job.succeed(model.id(), verdict(job, finished.verdict()), clock.instant());
        checkpoints.deleteAllOf(job.id());
        events.addStatus(job, Map.of("modelId", model.id()));
    }

    private @Nullable String verdict(TrainingJob job, @Nullable Verdict verdict) {
        if (verdict == null) {
            return null;
        }
        events.addOnce(job, JobEventType.VERDICT, "verdict", verdict);
        return json.writeValueAsString(verdict);
    }

    @Transactional
    void fail(Claim claim, JobFailure failure) {
        fail(lock(claim), failure);
    }

    private void fail(TrainingJob job, JobFailure failure) {
        job.fail(failure, clock.instant());
        if (!job.isRetryable()) {
            checkpoints.deleteAllOf(job.id());
        }
        events.addStatus(job, Map.of("error", failure));
    }

    private TrainingJob lock(Claim claim) {
        var job = jobs.findAndLock(claim.jobId()).orElseThrow(() -> new NotFound("training job", claim.jobId()));
        job.check(claim.fence());
        return job;
    }
}
