package dev.longhand.training;

import dev.longhand.corpus.Corpora;
import dev.longhand.corpus.Corpus;
import dev.longhand.engine.TrainingSpec;
import dev.longhand.models.Models;
import dev.longhand.models.StoredArtifact;
import dev.longhand.web.Ids;
import dev.longhand.web.NotFound;
import dev.longhand.web.Page;
import dev.longhand.web.QueueFull;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The training jobs and every change of their state, each in one transaction. */
@Service
class TrainingJobs {
    /** Numbers that every JSON reader keeps exact, JavaScript's among them. */
    private static final long LARGEST_DRAWN_SEED = 1L << 53;

    private final TrainingJobRepository repository;
    private final MetricPointRepository points;
    private final Corpora corpora;
    private final Models models;
    private final TrainingProperties properties;
    private final TrainingDefaults defaults;
    private final RandomGenerator seeds;
    private final Clock clock;

    TrainingJobs(
            TrainingJobRepository repository,
            MetricPointRepository points,
            Corpora corpora,
            Models models,
            TrainingProperties properties,
            TrainingDefaults defaults,
            RandomGenerator seeds,
            Clock clock) {
        this.repository = repository;
        this.points = points;
        this.corpora = corpora;
        this.models = models;
        this.properties = properties;
        this.defaults = defaults;
        this.seeds = seeds;
        this.clock = clock;
    }

    @Transactional
    TrainingJobResponse submit(TrainingJobRequest request) {
        var corpus = corpora.hold(request.corpusId());
        if (repository.countByStatus(JobStatus.QUEUED) >= properties.maxQueued()) {
            throw new QueueFull(
                    "%d jobs are waiting already (longhand.training.max-queued).".formatted(properties.maxQueued()),
                    Duration.ofSeconds(30));
        }
        var spec =
                defaults.resolve(request, corpus.characters(), defaultName(corpus), seeds.nextLong(LARGEST_DRAWN_SEED));
        checkSize(spec, corpus);
        checkMemory(spec, corpus);
        var job = new TrainingJob(
                Ids.next(),
                corpus.id(),
                spec.modelName(),
                defaults.write(spec),
                spec.epochs(),
                totalSteps(spec, corpus),
                clock.instant());
        return repository.save(job).toResponse(spec);
    }

    /** Where the tokens can only be guessed, the job itself may find later that they are too few. */
    private static void checkSize(TrainingJobSpec spec, Corpus corpus) {
        if (spec.segmentation() != Segmentation.STREAM) {
            return; // one segment is enough, and only reading the text tells how many there are
        }
        long minimum = TrainingSplit.minimum(spec.batchSize(), spec.sequenceLength(), spec.validationFraction());
        long most = TokenForecast.of(spec, corpus).most();
        if (most < minimum) {
            double charactersAToken = (double) corpus.characters() / Math.max(1, most);
            throw new CorpusTooSmall(corpus.characters(), (long) Math.ceil(minimum * charactersAToken));
        }
    }

    private void checkMemory(TrainingJobSpec spec, Corpus corpus) {
        long needs = MemoryEstimate.of(spec, corpus, properties.threadsOfAJob());
        if (needs > properties.memoryOfAJob()) {
            throw new OverBudget(needs, properties.memoryOfAJob());
        }
    }

    /** As far as it is known before the tokens are; the job corrects it when it starts. */
    private static long totalSteps(TrainingJobSpec spec, Corpus corpus) {
        long tokens = TrainingSplit.training(TokenForecast.of(spec, corpus).tokens(), spec.validationFraction());
        long steps = spec.epochs() * TrainingSpec.stepsPerEpoch(tokens, spec.batchSize(), spec.sequenceLength());
        return spec.maxSteps() == null ? steps : Math.min(steps, spec.maxSteps());
    }

    /** The corpus's name as far as a model's name allows it. */
    private static String defaultName(Corpus corpus) {
        var name = corpus.name().replaceAll("\\.[A-Za-z]{1,4}$", "").replaceAll("[^A-Za-z0-9._-]+", "-");
        var trimmed = name.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
        return trimmed.isEmpty() ? "model" : trimmed.substring(0, Math.min(trimmed.length(), 60));
    }

    @Transactional(readOnly = true)
    TrainingJobResponse get(UUID id) {
        return respond(repository.findById(id).orElseThrow(() -> new NotFound("training job", id)));
    }

    @Transactional(readOnly = true)
    Page<TrainingJobResponse> list(@Nullable JobStatus status, UUID after, int limit) {
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

    @Transactional
    TrainingJobResponse cancel(UUID id) {
        var job = lock(id);
        job.cancel(clock.instant());
        return respond(job);
    }

    /** The job that has waited longest, now running; nothing when none waits. */
    @Transactional
    Optional<TrainingJobResponse> claim() {
        var next = repository.findFirstByStatusOrderById(JobStatus.QUEUED);
        next.ifPresent(job -> {
            points.deleteAllOf(job.id());
            job.start(clock.instant());
        });
        return next.map(this::respond);
    }

    /** Writes progress down; whether the run should go on. */
    @Transactional
    boolean progress(UUID id, JobProgress progress, List<MetricPoint.Values> newPoints) {
        var job = lock(id);
        job.progress(progress);
        points.saveAll(
                newPoints.stream().map(point -> new MetricPoint(id, point)).toList());
        return !job.isCancelRequested();
    }

    /** The model's row and the job's success in one transaction: there is never one without the other. */
    @Transactional
    void publish(UUID id, StoredArtifact artifact) {
        var job = lock(id);
        var model = models.publish(artifact, job.modelName(), id);
        job.succeed(model.id(), clock.instant());
    }

    @Transactional
    void cancelled(UUID id) {
        lock(id).cancelled(clock.instant());
    }

    @Transactional
    void fail(UUID id, JobFailure failure) {
        lock(id).fail(failure, clock.instant());
    }

    @Transactional
    void handBack(UUID id) {
        var job = lock(id);
        if (job.isCancelRequested()) {
            job.cancelled(clock.instant());
        } else {
            job.handBack();
        }
    }

    /** Puts back what was running when the service ended without warning; how many jobs wait now. */
    @Transactional
    long recover() {
        for (var job : repository.findByStatusOrderById(JobStatus.RUNNING)) {
            if (job.isCancelRequested()) {
                job.cancelled(clock.instant());
            } else if (job.attempt() >= properties.maxAttempts()) {
                job.fail(JobFailure.crashed(job.attempt()), clock.instant());
            } else {
                job.handBack();
            }
        }
        return repository.countByStatus(JobStatus.QUEUED);
    }

    @Transactional(readOnly = true)
    Optional<String> userOf(UUID corpusId) {
        return repository.findUnfinishedOf(corpusId).stream().findFirst().map(job -> "Training job " + job.id());
    }

    private TrainingJob lock(UUID id) {
        return repository.findAndLock(id).orElseThrow(() -> new NotFound("training job", id));
    }

    private TrainingJobResponse respond(TrainingJob job) {
        return job.toResponse(defaults.read(job.spec()));
    }
}
