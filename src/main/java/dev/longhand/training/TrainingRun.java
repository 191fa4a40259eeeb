package dev.longhand.training;

import dev.longhand.corpus.Corpora;
import dev.longhand.corpus.Corpus;
import dev.longhand.engine.StopSignal;
import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingListener;
import dev.longhand.engine.TrainingResult;
import dev.longhand.engine.TrainingSpec;
import dev.longhand.models.ModelDescription;
import dev.longhand.text.CharTokenizer;
import dev.longhand.text.Tokenizer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one job: reads the corpus, trains, describes what came out. It writes progress down as it goes on and ends
 * when the job was cancelled, when its time is up, or when the service ends.
 */
final class TrainingRun implements TrainingListener, StopSignal {
    private final TrainingJobResponse job;
    private final TrainingJobs jobs;
    private final Corpora corpora;
    private final TrainingProperties properties;
    private final Lineage lineage;
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
            Lineage lineage,
            Clock clock,
            BooleanSupplier serviceEnds) {
        this.job = job;
        this.jobs = jobs;
        this.corpora = corpora;
        this.properties = properties;
        this.lineage = lineage;
        this.clock = clock;
        this.serviceEnds = serviceEnds;
        var maxDuration = job.spec().maxDuration();
        this.deadline = maxDuration == null ? null : clock.instant().plus(maxDuration);
    }

    /** What a run made, before it is a model. */
    record Product(TrainingResult result, ModelDescription description) {}

    /** Trains to the end; nothing when it was told to stop before. */
    Optional<Product> run() throws CorpusUnreadable {
        // shared with the crew of the trainer
        try (var memory = Arena.ofShared()) {
            var spec = job.spec();
            var corpus = corpora.get(job.corpusId());
            Tokenizer tokenizer;
            Tokens tokens;
            try {
                tokenizer = train(spec);
                tokens = encode(tokenizer, corpus, memory);
            } catch (IOException | RuntimeException e) {
                throw new CorpusUnreadable(e);
            }
            var split = TrainingSplit.of(tokens.size(), spec.validationFraction());
            var training = spec(spec, tokenizer);
            meter = new JobMeter(clock, training.totalSteps(new TokenSource.Stream(tokens.slice(0, split.training()))), 1);
            try (var trainer = new Trainer(
                    training,
                    new TokenSource.Stream(tokens.slice(0, split.training())),
                    new TokenSource.Stream(tokens.slice(split.training(), tokens.size())),
                    this,
                    this)) {
                return trainer.run().map(result -> product(result, training, tokenizer, corpus));
            }
        }
    }

    private Tokenizer train(TrainingJobRequest spec) throws IOException {
        try (var text = corpora.read(job.corpusId())) {
            return switch (spec.tokenizer().type()) {
                case CHAR -> CharTokenizer.train(text, spec.tokenizer().lowercase());
            };
        }
    }

    private Tokens encode(Tokenizer tokenizer, Corpus corpus, Arena memory) throws IOException {
        var ids = memory.allocate(ValueLayout.JAVA_INT, corpus.characters());
        var next = new Object() {
            long index;
        };
        try (var text = corpora.read(job.corpusId())) {
            tokenizer.encode(text, id -> ids.setAtIndex(ValueLayout.JAVA_INT, next.index++, id));
        }
        return new Tokens(ids.asSlice(0, Integer.BYTES * next.index));
    }

    private TrainingSpec spec(TrainingJobRequest spec, Tokenizer tokenizer) {
        return new TrainingSpec(
                spec.network().toSpec(tokenizer.vocabularySize()),
                java.util.Objects.requireNonNull(spec.seed()),
                spec.optimizer().toSpec(),
                spec.gradientClipping().toSpec(),
                spec.batchSize(),
                spec.sequenceLength(),
                spec.epochs(),
                spec.maxSteps() == null ? Long.MAX_VALUE : spec.maxSteps(),
                spec.earlyStopping().patience(),
                properties.threadsOfAJob());
    }

    private Product product(TrainingResult result, TrainingSpec training, Tokenizer tokenizer, Corpus corpus) {
        return new Product(
                result,
                new ModelDescription(
                        training.network(),
                        tokenizer,
                        "stream",
                        Lineage.metrics(result),
                        lineage.of(job.spec(), corpus, training)));
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
}
