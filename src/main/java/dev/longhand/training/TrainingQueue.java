package dev.longhand.training;

import dev.longhand.corpus.Corpora;
import dev.longhand.engine.DivergedException;
import dev.longhand.models.Models;
import dev.longhand.storage.StorageFailed;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the jobs that wait, oldest first, on a few platform threads. The database is the queue: what runs here are only
 * tickets to take the next job from it, one a job that waits. A service that ends hands its jobs back; one that was killed
 * finds them at its next start.
 */
@Component
class TrainingQueue implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TrainingQueue.class);
    private static final long STOP_SECONDS = 20;

    private final TrainingJobs jobs;
    private final Corpora corpora;
    private final Models models;
    private final TrainingProperties properties;
    private final BuildProperties build;
    private final Clock clock;

    private @Nullable ExecutorService workers;
    private volatile boolean ending;

    TrainingQueue(
            TrainingJobs jobs,
            Corpora corpora,
            Models models,
            TrainingProperties properties,
            BuildProperties build,
            Clock clock) {
        this.jobs = jobs;
        this.corpora = corpora;
        this.models = models;
        this.properties = properties;
        this.build = build;
        this.clock = clock;
    }

    /** Hands out one ticket; called once for every job that was queued. */
    void offer() {
        var pool = workers;
        if (pool != null && !ending) {
            pool.execute(this::runNext);
        }
    }

    private void runNext() {
        if (ending) {
            return;
        }
        try {
            jobs.claim().ifPresent(this::run);
        } catch (RuntimeException e) {
            log.error("The next training job could not be taken from the queue", e);
        }
    }

    private void run(TrainingJobResponse job) {
        var id = job.id();
        log.info("Training job {} begins, attempt {}", id, job.attempt());
        try {
            var run = new TrainingRun(
                    job, jobs, corpora, properties, String.valueOf(build.getVersion()), clock, () -> ending);
            var product = run.run();
            if (product.isPresent()) {
                publish(id, product.get());
            } else if (run.isCancelled()) {
                jobs.cancelled(id);
                log.info("Training job {} was cancelled", id);
            } else {
                jobs.handBack(id);
                log.info("Training job {} goes back into the queue, because the service ends", id);
            }
        } catch (DivergedException e) {
            fail(id, JobFailure.diverged(String.valueOf(e.getMessage())), e);
        } catch (TrainingRun.CorpusUnreadable e) {
            fail(id, JobFailure.corpusUnreadable(), e);
        } catch (TrainingRun.TextTooSmall e) {
            fail(id, JobFailure.corpusTooSmall(String.valueOf(e.getMessage())), e);
        } catch (OutOfMemoryError e) {
            fail(id, JobFailure.outOfMemory(), e);
        } catch (StorageFailed e) {
            fail(id, e.isFull() ? JobFailure.storageFull() : JobFailure.internal(id), e);
        } catch (RuntimeException | LinkageError e) {
            fail(id, JobFailure.internal(id), e);
        }
    }

    private void publish(UUID id, TrainingRun.Product product) {
        var artifact = models.store(product.result().weights(), product.description());
        try {
            jobs.publish(id, artifact);
        } catch (RuntimeException e) {
            models.discard(artifact);
            throw e;
        }
        log.info("Training job {} succeeded: model {}, SHA-256 {}", id, artifact.id(), artifact.sha256());
    }

    private void fail(UUID id, JobFailure failure, Throwable cause) {
        log.warn("Training job {} failed: {}", id, failure.code(), cause);
        try {
            jobs.fail(id, failure);
        } catch (RuntimeException e) {
            log.error("The failure of training job {} could not be written down; the next start will", id, e);
        }
    }

    @Override
    public void start() {
        ending = false;
        workers = Executors.newFixedThreadPool(
                properties.parallelJobs(),
                Thread.ofPlatform().name("longhand-training-", 1).factory());
        long waiting = jobs.recover();
        for (long i = 0; i < waiting; i++) {
            offer();
        }
    }

    /** Tells the runs to end and waits for them; nobody is interrupted, because that would close H2. */
    @Override
    public void stop() {
        ending = true;
        var pool = workers;
        workers = null;
        if (pool == null) {
            return;
        }
        pool.shutdown();
        try {
            if (!pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("A training job did not end within {} s; its next attempt begins anew", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            log.warn("Interrupted while training jobs were ending");
        }
    }

    @Override
    public boolean isRunning() {
        return workers != null;
    }
}
