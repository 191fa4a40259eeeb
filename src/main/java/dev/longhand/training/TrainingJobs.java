package dev.longhand.training;

import dev.longhand.corpus.Corpora;
import dev.longhand.models.Models;
import dev.longhand.web.Ids;
import dev.longhand.web.NotFound;
import dev.longhand.web.Page;
import dev.longhand.web.QueueFull;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The training jobs and every change of their state, each in one transaction. */
@Service
public class TrainingJobs {
    private final TrainingJobRepository repository;
    private final MetricPointRepository points;
    private final CheckpointRepository checkpoints;
    private final CheckpointFiles files;
    private final JobEvents events;
    private final TrainingQueue queue;
    private final Corpora corpora;
    private final Models models;
    private final JsonMapper json;
    private final TrainingProperties properties;
    private final TrainingDefaults defaults;
    private final JobPlans plans;
    private final Clock clock;

    TrainingJobs(
            TrainingJobRepository repository,
            MetricPointRepository points,
            CheckpointRepository checkpoints,
            CheckpointFiles files,
            JobEvents events,
            TrainingQueue queue,
            Corpora corpora,
            Models models,
            JsonMapper json,
            TrainingProperties properties,
            TrainingDefaults defaults,
            JobPlans plans,
            Clock clock) {
        this.repository = repository;
        this.points = points;
        this.checkpoints = checkpoints;
        this.files = files;
        this.events = events;
        this.queue = queue;
        this.corpora = corpora;
        this.models = models;
        this.json = json;
        this.properties = properties;
        this.defaults = defaults;
        this.plans = plans;
        this.clock = clock;
    }

    @Transactional
    public TrainingJobResponse submit(TrainingJobRequest request) {
        var corpus = corpora.hold(request.corpusId());
        checkQueue();
        var initial = request.initialModel() == null ? null : models.hold(request.initialModel());
        var plan = plans.plan(request, corpus, initial);
        var spec = plan.spec();
        var job = new TrainingJob(
                Ids.next(),
                corpus.id(),
                spec.modelName(),
                initial == null ? null : initial.id(),
                defaults.write(spec),
                request.priority() == null ? 0 : request.priority(),
                spec.epochs(),
                plan.totalSteps(),
                json.writeValueAsString(plan.warnings(SpecWarnings.Machine.UNKNOWN)),
                clock.instant());
        repository.save(job);
        enqueue(job);
        return respond(job);
    }

    private void enqueue(TrainingJob job) {
        job.enqueue();
        queue.put(job);
        events.addStatus(job, Map.of());
    }

    private void checkQueue() {
        if (repository.countQueued() >= properties.maxQueued()) {
            throw new QueueFull(
                    "%d jobs are waiting already (longhand.training.max-queued).".formatted(properties.maxQueued()),
                    Duration.ofSeconds(30));
        }
    }

    /**
     * The learning rate of a job that names none.
     *
     * @param characters of its text
     */
    public double learningRate(Preset preset, long characters) {
        return defaults.learningRate(preset, characters);
    }

    @Transactional(readOnly = true)
    public TrainingJobResponse get(UUID id) {
        return respond(repository.findById(id).orElseThrow(() -> new NotFound("training job", id)));
    }

    @Transactional(readOnly = true)
    public Page<TrainingJobResponse> list(@Nullable JobStatus status, UUID after, int limit) {
        var more = Limit.of(limit + 1);
        var rows = status == null
                ? repository.findByIdLessThanOrderByIdDesc(after, more)
                : repository.findByStatusAndIdLessThanOrderByIdDesc(status, after, more);
        return Page.of(rows, limit, TrainingJob::id, this::respond);
    }

    @Transactional(readOnly = true)
    List<MetricPoint.Values> metrics(UUID id) {
        get(id);
        return points.findByKeyJobIdOrderByKeyStep(id).stream()
                .map(MetricPoint::values)
                .toList();
    }

    /** Ends a job now, wherever it is; a worker that runs finds out with its next report and is stopped. */
    @Transactional
    public TrainingJobResponse cancel(UUID id) {
        var job = lock(id);
        job.cancel(clock.instant());
        queue.takeOut(job);
        checkpoints.deleteAllOf(id);
        events.addStatus(job, Map.of());
        afterCommit(() -> files.deleteAllOf(id));
        return respond(job);
    }

    /** Frees the job's place, and keeps what it has learned. */
    @Transactional
    public TrainingJobResponse pause(UUID id) {
        var job = lock(id);
        job.pause();
        if (job.status() == JobStatus.PAUSED) {
            queue.takeOut(job);
            events.addStatus(job, Map.of());
        }
        return respond(job);
    }

    /** Puts a paused job, or one that failed for want of something, into the queue again. */
    @Transactional
    public TrainingJobResponse resume(UUID id) {
        var job = lock(id);
        if (job.resume()) {
            checkQueue();
            corpora.hold(job.corpusId());
            if (job.initialModelId() != null) {
                models.hold(job.initialModelId().toString());
            }
            enqueue(job);
        }
        return respond(job);
    }

    /** Events from this number on, exclusive, oldest first. */
    @Transactional(readOnly = true)
    List<JobEventResponse> eventsAfter(UUID id, long number, int limit) {
        return events.after(id, number, limit);
    }

    @Transactional(readOnly = true)
    public JobEventPage events(UUID id, long before, int limit) {
        get(id);
        return JobEventPage.of(events.before(id, before, limit + 1), limit);
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    @Transactional(readOnly = true)
    Optional<String> userOf(UUID corpusId) {
        return repository.findUnfinishedOf(corpusId).stream().findFirst().map(job -> "Training job " + job.id());
    }

    @Transactional(readOnly = true)
    Optional<String> userOfModel(UUID modelId) {
        return repository.findUnfinishedFrom(modelId).stream().findFirst().map(job -> "Training job " + job.id());
    }

    private TrainingJob lock(UUID id) {
        return repository.findAndLock(id).orElseThrow(() -> new NotFound("training job", id));
    }

    private TrainingJobResponse respond(TrainingJob job) {
        var verdict = job.verdict();
        return job.toResponse(
                defaults.read(job.spec()),
                json.readValue(job.warnings(), new TypeReference<List<String>>() {}),
                verdict == null ? null : json.readValue(verdict, Verdict.class));
    }
}
