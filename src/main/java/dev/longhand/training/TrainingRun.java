package dev.longhand.training;

import dev.longhand.corpus.Corpora;
import dev.longhand.corpus.Corpus;
import dev.longhand.engine.StopSignal;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingListener;
import dev.longhand.engine.TrainingResult;
import dev.longhand.engine.TrainingSpec;
import dev.longhand.models.ModelDescription;
import dev.longhand.text.Tokenizer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at one job: reads the corpus, trains, describes what came out. It writes progress down as it goes on and ends
 * when the job was cancelled, when its time is up, or when the service ends.
 */
final class TrainingRun implements TrainingListener, StopSignal {
    private static final Logger log = LoggerFactory.getLogger(TrainingRun.class);

    private final TrainingJobResponse job;
    private final TrainingJobs jobs;
    private final Corpora corpora;
    private final TrainingProperties properties;
    private final String build;
    private final Clock clock;
    private final BooleanSupplier serviceEnds;
    private final @Nullable Instant deadline;

    private @Nullable JobMeter meter;
    private Instant lastWritten = Instant.MIN;
    private boolean cancelled;

    TrainingRun(
            TrainingJobResponse job,
            TrainingJobs jobs,
            Corpora corpora,
            TrainingProperties properties,
            String build,
            Clock clock,
            BooleanSupplier serviceEnds) {
        this.job = job;
        this.jobs = jobs;
        this.corpora = corpora;
        this.properties = properties;
        this.build = build;
        this.clock = clock;
        this.serviceEnds = serviceEnds;
        var maxDuration = job.spec().maxDuration();
        this.deadline = maxDuration == null ? null : clock.instant().plus(maxDuration);
    }

    /** What a run made, before it is a model. */
    record Product(TrainingResult result, ModelDescription description) {}

    /** Trains to the end; nothing when it was told to stop before. */
    Optional<Product> run() throws CorpusUnreadable, TextTooSmall {
        var spec = job.spec();
        var corpus = corpora.get(job.corpusId());
        // shared with the crew of the trainer
        try (var memory = Arena.ofShared()) {
            var text = read(corpus, memory);
            var training = spec.toSpec(text.tokenizer().vocabularySize(), properties.threadsOfAJob());
            checkSize(training, text);
            if (training.precisionHere() != training.precision()) {
                log.warn("Training job {} computes in float32: this processor has no bf16", job.id());
            }
            double tokensPerCharacter = text.tokensPerCharacter();
            meter = new JobMeter(clock, training.totalSteps(text.training()), spec.epochs(), tokensPerCharacter);
            try (var trainer = new Trainer(training, text.training(), text.validation(), this, this)) {
                return trainer.run()
                        .map(result -> product(result, training, text.tokenizer(), corpus, tokensPerCharacter));
            }
        }
    }

    private TrainingText read(Corpus corpus, Arena memory) throws CorpusUnreadable {
        try {
            return TrainingText.read(() -> corpora.read(corpus.id()), corpus, job.spec(), memory);
        } catch (IOException | RuntimeException e) {
            throw new CorpusUnreadable(e);
        }
    }

    private static void checkSize(TrainingSpec training, TrainingText text) throws TextTooSmall {
        if (training.stepsPerEpoch(text.training()) < 1) {
            throw new TextTooSmall(
                    text.training().tokens().size(),
                    TrainingSpec.minimumTokens(training.batchSize(), training.sequenceLength()));
        }
    }

    private Product product(
            TrainingResult result,
            TrainingSpec training,
            Tokenizer tokenizer,
            Corpus corpus,
            double tokensPerCharacter) {
        var spec = job.spec();
        return new Product(
                result,
                new ModelDescription(
                        training.network(),
                        tokenizer,
                        spec.segmentation().toText().key(),
                        Lineage.metrics(result, tokensPerCharacter),
                        Lineage.of(spec, corpus, training, build, null)));
    }

    boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Answer ask() {
        if (cancelled || serviceEnds.getAsBoolean()) {
            return Answer.ABANDON;
        }
        return deadline != null && !clock.instant().isBefore(deadline) ? Answer.FINISH : Answer.GO_ON;
    }

    @Override
    public void onStep(StepReport report) {
        meter().onStep(report);
        if (Duration.between(lastWritten, clock.instant()).compareTo(properties.progressInterval()) >= 0) {
            write(meter().takePoints(false));
        }
    }

    @Override
    public void onEpoch(EpochReport report) {
        meter().onEpoch(report);
        write(meter().takePoints(true));
    }

    private void write(List<MetricPoint.Values> points) {
        var progress = meter().progress();
        if (progress != null) {
            cancelled = !jobs.progress(job.id(), progress, points);
            lastWritten = clock.instant();
        }
    }

    private JobMeter meter() {
        return java.util.Objects.requireNonNull(meter);
    }

    /** The text that the job needs cannot be read any more. */
    static final class CorpusUnreadable extends Exception {
        CorpusUnreadable(Throwable cause) {
            super(cause);
        }
    }

    /** The text has become fewer tokens than were guessed when the job was submitted. */
    static final class TextTooSmall extends Exception {
        TextTooSmall(long tokens, long minimum) {
            super(("The text became %,d tokens to train on; this spec needs at least %,d. A smaller batchSize or"
                            + " sequenceLength needs less.")
                    .formatted(tokens, minimum));
        }
    }
}
