package dev.longhand.training;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.longhand.models.Models;
import dev.longhand.models.TrainingHere;
import dev.longhand.storage.FileStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The jobs that this node works on, each on a thread of the scheduler that watches over a worker process. When the node ends
 * the workers are asked for a checkpoint and the jobs go back into the queue. Nobody is interrupted: that would close H2.
 */
@Component
class TrainingSupervision implements SmartLifecycle, TrainingHere {
    private static final Logger log = LoggerFactory.getLogger(TrainingSupervision.class);

    /** For a checkpoint at the end; below the time after which the scheduler would interrupt. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(15);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final TrainingClaims claims;
    private final CheckpointFiles checkpoints;
    private final Workers workers;
    private final FileStore store;
    private final Models models;
    private final TrainingProperties properties;
    private final BuildProperties build;
    private final Node node;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;
    private final Counter refused;
    private final TrainingMeters meters;

    private final Set<TrainingSupervisor> working = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    TrainingSupervision(
            TrainingClaims claims,
            CheckpointFiles checkpoints,
            Workers workers,
            FileStore store,
            Models models,
            TrainingProperties properties,
            BuildProperties build,
            Node node,
            ObjectProvider<Scheduler> scheduler,
            MeterRegistry registry,
            TrainingMeters meters,
            Clock clock) {
        this.claims = claims;
        this.checkpoints = checkpoints;
        this.workers = workers;
        this.store = store;
        this.models = models;
        this.properties = properties;
        this.build = build;
        this.node = node;
        this.scheduler = scheduler;
        this.clock = clock;
        this.refused = Counter.builder("longhand.training.refused.writes")
                .description("Writes of those whose job had been claimed by somebody else, or cancelled")
                .register(registry);
        this.meters = meters;
    }

    /** Works on a job until it ends or must wait. */
    TrainingJobTask.End train(UUID jobId, long place) {
        if (!running) {
            return TrainingJobTask.End.AGAIN;
        }
        var claim = claims.claim(jobId, place);
        return claim.isEmpty() ? TrainingJobTask.End.DONE : train(claim.get());
    }

    private TrainingJobTask.End train(Claim claim) {
        try (var _ = JobLog.of(claim.jobId());
                var artifact = store.stage()) {
            log.info("Training job {} begins, attempt {}, fence {}", claim.jobId(), claim.attempt(), claim.fence());
            var order = new WorkerOrder(
                    claim.jobId(),
                    claim.fence(),
                    claim.spec(),
                    claim.threads(),
                    claim.corpus(),
                    claim.text(),
                    claim.initialModel(),
                    checkpoints.directory(),
                    store.staging(),
                    claim.checkpoints().stream()
                            .map(checkpoints::path)
                            .filter(Files::exists)
                            .toList(),
                    artifact.path(),
                    String.valueOf(build.getVersion()),
                    properties.progressInterval());
            var supervisor = new TrainingSupervisor(
                    claim, order, artifact, claims, checkpoints, models, workers, meters.meter(), clock);
            working.add(supervisor);
            try {
                var end = supervisor.run(() -> !running);
                if (end == TrainingJobTask.End.DONE) {
                    checkpoints.deleteUncounted(claim, Long.MAX_VALUE);
                }
                return end;
            } catch (StaleClaim e) {
                refused.increment();
                log.warn("{}; its worker was stopped", e.getMessage());
                checkpoints.deleteUncounted(claim);
                // the next claim sees whether there is anything to do: the answer of a commit can be lost
                return TrainingJobTask.End.AGAIN;
            } finally {
                working.remove(supervisor);
                // of a worker that was killed while it wrote
                store.removeStaged("%s.%d.".formatted(claim.jobId(), claim.fence()));
            }
        }
    }

    /** Jobs that run here now. */
    int workingOn() {
        return working.size();
    }

    @Override
    public boolean goesOn() {
        return !working.isEmpty();
    }

    @Override
    public void start() {
        int released = node.releaseOwnTasks();
        if (released > 0) {
            log.info("{} training jobs go on that were running here when the service was killed", released);
        }
        running = true;
        // stopped and started again: a context of tests that rested meanwhile
        scheduler.ifAvailable(Scheduler::resume);
    }

    @Override
    public void stop() {
        running = false;
        scheduler.ifAvailable(Scheduler::pause);
        long end = System.nanoTime() + TIME_TO_END.toNanos();
        while (!working.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        working.forEach(TrainingSupervisor::giveUp);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
