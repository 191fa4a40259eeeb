package dev.longhand.training;

import dev.longhand.models.Models;
import dev.longhand.storage.StagedFile;
import dev.longhand.storage.StorageFailed;
import dev.longhand.web.DatabaseAway;
import dev.longhand.web.Tenant;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Watches over one worker: writes down what it tells, carries requests to it, notices when it hangs or ends. A database that
 * does not answer is waited for; the worker goes on meanwhile.
 */
final class TrainingSupervisor {
    private static final Logger log = LoggerFactory.getLogger(TrainingSupervisor.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    /** What is kept for a database that does not answer; a worker that has more to tell waits. */
    private static final int MAX_UNWRITTEN = 10_000;

    private final Claim claim;
    private final WorkerOrder order;
    private final StagedFile artifact;
    private final TrainingClaims claims;
    private final CheckpointFiles checkpoints;
    private final Models models;
    private final Workers workers;
    private final RunMeter meter;
    private final Clock clock;
    private final Vitality vitality;

    private final List<WorkerMessage> unwritten = new ArrayList<>();
    private Instant lastWritten;
    private boolean asked;
    /** Only what the worker says, or its silence, tells; this process may have slept itself. */
    private boolean lost;

    private volatile boolean givenUp;

    TrainingSupervisor(
            Claim claim,
            WorkerOrder order,
            StagedFile artifact,
            TrainingClaims claims,
            CheckpointFiles checkpoints,
            Models models,
            Workers workers,
            RunMeter meter,
            Clock clock) {
        this.claim = claim;
        this.order = order;
        this.artifact = artifact;
        this.claims = claims;
        this.checkpoints = checkpoints;
        this.models = models;
        this.workers = workers;
        this.meter = meter;
        this.clock = clock;
        this.vitality = new Vitality(clock.instant());
        this.lastWritten = clock.instant();
    }

    /** Ends the worker without waiting for it any longer. */
    void giveUp() {
        givenUp = true;
    }

    /**
     * Runs the worker to its end.
     *
     * @param nodeEnds whether the job must be handed back
     * @throws StaleClaim when the job is somebody else's by now, or was cancelled
     */
    TrainingJobTask.End run(BooleanSupplier nodeEnds) {
        try (var worker = workers.start(order)) {
            log.info("Training job {} runs in worker process {}", claim.jobId(), worker.pid());
            var last = watch(worker, nodeEnds);
            worker.kill();
            return end(last, worker);
        } catch (IOException e) {
            log.error("The worker of training job {} could not be started", claim.jobId(), e);
            return surely(() -> claims.crashed(claim, "the worker process could not be started."));
        }
    }

    /** Until the worker's last message, or until it is gone without one. */
    private @Nullable WorkerMessage watch(WorkerProcess worker, BooleanSupplier nodeEnds) {
        while (true) {
            var message = next(worker);
            if (message == null && !worker.isAlive()) {
                return null;
            }
            if (message != null) {
                meter.onMessage(message);
            }
            switch (message) {
                case null -> lost = vitality.isLost(clock.instant());
                case WorkerMessage.Alive alive -> {
                    vitality.onWork(alive.work(), clock.instant());
                    lost = vitality.isLost(clock.instant());
                }
                case WorkerMessage.Finished finished -> {
                    return finished;
                }
                case WorkerMessage.Failed failed -> {
                    return failed;
                }
                case WorkerMessage.Suspended suspended -> {
                    return suspended;
                }
                case WorkerMessage.Started started -> {
                    vitality.onSteps(clock.instant());
                    unwritten.add(started);
                    workers.prepare();
                }
                case WorkerMessage.Progress _,
                        WorkerMessage.Epoch _,
                        WorkerMessage.Sample _,
                        WorkerMessage.Warning _,
                        WorkerMessage.Checkpoint _,
                        WorkerMessage.RolledBack _ -> unwritten.add(message);
            }
            if (givenUp || lost) {
                return null;
            }
            if (isTimeToWrite()) {
                write(worker);
            }
            if (nodeEnds.getAsBoolean()) {
                suspend(worker);
            }
        }
    }

    private @Nullable WorkerMessage next(WorkerProcess worker) {
        try {
            return worker.next(order.progressInterval());
        } catch (InterruptedException e) {
            givenUp = true; // the flag is gone now, and H2 must not see it
            return null;
        }
    }

    /** A checkpoint counts only when it is written down, so it does not wait. */
    private boolean isTimeToWrite() {
        boolean urgent = !unwritten.isEmpty() && unwritten.getLast() instanceof WorkerMessage.Checkpoint;
        return urgent
                || Duration.between(lastWritten, clock.instant()).compareTo(order.progressInterval()) >= 0
                || unwritten.size() >= MAX_UNWRITTEN;
    }

    private void write(WorkerProcess worker) {
        do {
            lastWritten = clock.instant();
            try {
                if (claims.report(claim, unwritten)) {
                    suspend(worker);
                }
                long counted = stepThatCounts();
                unwritten.clear();
                // only now that newer checkpoints count
                checkpoints.deleteUncounted(claim, counted);
            } catch (DataAccessException | TransactionException e) {
                throwUnlessAway(e);
                log.warn("What training job {} did cannot be written down now: {}", claim.jobId(), e.getMessage());
            }
        } while (unwritten.size() >= MAX_UNWRITTEN && !givenUp && pause());
    }

    /** The latest checkpoint among what was reported; 0 where there is none, or training has gone back behind it. */
    private long stepThatCounts() {
        long step = 0;
        for (var message : unwritten) {
            step = switch (message) {
                case WorkerMessage.Checkpoint checkpoint -> checkpoint.step();
                case WorkerMessage.RolledBack _ -> 0;
                default -> step;
            };
        }
        return step;
    }

    private void suspend(WorkerProcess worker) {
        if (!asked) {
            asked = true;
            worker.send(WorkerInstruction.SUSPEND);
        }
    }

    private TrainingJobTask.End end(@Nullable WorkerMessage last, WorkerProcess worker) {
        surely(() -> claims.report(claim, unwritten));
        unwritten.clear();
        return switch (last) {
            case WorkerMessage.Finished finished -> publish(finished);
            case WorkerMessage.Failed failed -> fail(failed.failure());
            case WorkerMessage.Suspended suspended -> surely(() -> claims.suspended(claim));
            case null, default -> surely(() -> givenUp ? claims.suspended(claim) : claims.crashed(claim, how(worker)));
        };
    }

    private String how(WorkerProcess worker) {
        return lost
                ? "the worker did nothing any more and was stopped."
                : "the worker process ended by itself, with exit code %d.".formatted(worker.exitCode());
    }

    private TrainingJobTask.End publish(WorkerMessage.Finished finished) {
        try {
            var stored = models.adopt(artifact.path(), finished.sha256());
            try {
                surely(() -> Tenant.as(claim.tenant(), () -> {
                    claims.publish(claim, finished, stored);
                    return true;
                }));
            } catch (RuntimeException e) {
                models.discard(stored);
                throw e;
            }
            log.info("Training job {} succeeded: model {}, SHA-256 {}", claim.jobId(), stored.id(), stored.sha256());
            return TrainingJobTask.End.DONE;
        } catch (StorageFailed e) {
            log.error("The model of training job {} could not be stored", claim.jobId(), e);
            return fail(e.isFull() ? JobFailure.storageFull() : JobFailure.internal(claim.jobId()));
        }
    }

    private TrainingJobTask.End fail(JobFailure failure) {
        log.warn("Training job {} failed: {}: {}", claim.jobId(), failure.code(), failure.message());
        surely(() -> {
            claims.fail(claim, failure);
            return true;
        });
        return TrainingJobTask.End.DONE;
    }

    /** Again and again while the database does not answer; it is the last thing of this attempt. */
    private <T> T surely(Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (DataAccessException | TransactionException e) {
                throwUnlessAway(e);
                if (givenUp) {
                    throw e;
                }
                log.warn("How training job {} ended cannot be written down now: {}", claim.jobId(), e.getMessage());
                pause();
            }
        }
    }

    /** Waiting helps only where the database does not answer. */
    private static void throwUnlessAway(RuntimeException failure) {
        if (!DatabaseAway.isShownBy(failure)) {
            throw failure;
        }
    }

    private static boolean pause() {
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        return true;
    }
}
