package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a network on token ids. A few threads share every step; what each of them sums depends on how many there are and on
 * nothing else. Nothing depends on time, on other threads or on a generator that somebody else draws from, so the same spec
 * and tokens give the same bits, in one go or with any number of stops between.
 */
public final class Trainer implements AutoCloseable {
    private final TrainingSpec spec;
    private final TokenSource training;
    private final TokenSource validation;
    private final TrainingListener listener;
    private final StopSignal stop;

    private final Learner learner;
    private final LearningRate learningRate;
    private final DivergenceWatch watch;
    private final BestWeights best;
    private final String fingerprint;

    private Position position = Position.BEGIN;
    private boolean finish;
    /** Only between two steps all that is remembered belongs together. */
    private boolean betweenSteps = true;

    /**
     * @param training   at least one step of it
     * @param validation empty, or at least two tokens
     */
    public Trainer(
            TrainingSpec spec,
            TokenSource training,
            TokenSource validation,
            TrainingListener listener,
            StopSignal stop) {
        this(spec, training, validation, listener, stop, Backend.best());
    }

    Trainer(
            TrainingSpec spec,
            TokenSource training,
            TokenSource validation,
            TrainingListener listener,
            StopSignal stop,
            Backend backend) {
        this(
                spec,
                Weights.initial(spec.network(), spec.initialization(), spec.seed()),
                training,
                validation,
                listener,
                stop,
                backend);
    }

    /**
     * A training that begins with given weights instead of random ones.
     *
     * @param initial of a network of the same shape; only read
     * @throws IllegalArgumentException when the network of the spec has another shape
     */
    public Trainer(
            TrainingSpec spec,
            Weights initial,
            TokenSource training,
            TokenSource validation,
            TrainingListener listener,
            StopSignal stop) {
        this(spec, initial.copyFor(spec.network()), training, validation, listener, stop, Backend.best());
    }

    /**
     * @param weights which are changed
     */
    private Trainer(
            TrainingSpec spec,
            Weights weights,
            TokenSource training,
            TokenSource validation,
            TrainingListener listener,
            StopSignal stop,
            Backend backend) {
        long stepsPerEpoch = spec.stepsPerEpoch(training);
        if (stepsPerEpoch < 1) {
            throw new IllegalArgumentException(
                    "Too few tokens for one step: " + training.tokens().size());
        }
        this.spec = spec;
        this.training = training;
        this.validation = validation;
        this.listener = listener;
        this.stop = stop;
        learningRate =
                new LearningRate(spec.schedule(), spec.optimizer().learningRate(), spec.totalSteps(stepsPerEpoch));
        watch = new DivergenceWatch(spec.network().vocabularySize());
        best = new BestWeights(weights);
        fingerprint = Fingerprint.of(spec, training, validation, backend);
        learner = new Learner(spec, weights, training.stepsPerSum(spec.sequenceLength()), backend);
    }

    /**
     * Goes on where a checkpoint was written, as if nothing had happened since. Before {@link #run}, and once.
     *
     * @throws BadCheckpoint when it is of another spec or other tokens; this trainer is of no use then
     */
    public void resume(CheckpointFile checkpoint) {
        checkpoint.requireFingerprint(fingerprint);
        var numbers = checkpoint.numbers();
        position = Position.of(numbers);
        learningRate.restore(numbers);
        watch.restore(numbers);
        best.restore(numbers);
        checkpoint.read(memory());
    }

    /**
     * Writes down everything that {@link #resume} needs, block by block from where it is: little more memory is needed. To
     * be called within {@link StopSignal#ask} or before {@link #run}. The same state and metadata give the same bytes.
     *
     * @param metadata what else the file is to say; no name begins with {@value CheckpointFile#RESERVED}
     * @throws IllegalStateException when it is called at another time
     * @throws DivergedException     when there are weights that are not finite: nothing is written, and nobody should go on
     */
    public void save(OutputStream out, Map<String, String> metadata) throws IOException {
        if (!betweenSteps) {
            throw new IllegalStateException("A training can be saved between two steps only");
        }
        checkWeights();
        var numbers = Numbers.none();
        position.save(numbers);
        learningRate.save(numbers);
        watch.save(numbers);
        best.save(numbers);
        CheckpointFile.write(out, fingerprint, numbers, memory(), metadata);
    }

    private Map<String, Floats> memory() {
        var memory = learner.memory();
        best.flat().ifPresent(flat -> memory.put("best", flat));
        return memory;
    }

    /**
     * Multiplies every learning rate from now on, and in all later checkpoints: half of it may heal what diverged.
     *
     * @param factor above 0
     */
    public void scaleLearningRate(double factor) {
        learningRate.scale(factor);
    }

    /** What every learning rate is multiplied by, altogether. */
    public double learningRateFactor() {
        return learningRate.scale();
    }

    /**
     * The weights as they are evaluated and published, in their own memory: for {@link TrainingListener#onEpoch}, and only
     * until it returns, since the next step changes them.
     */
    public Weights shownWeights() {
        return learner.shown();
    }

    /**
     * Trains to the end, or until the signal says otherwise.
     *
     * @return nothing when the signal said to abandon it
     * @throws DivergedException when a loss, a gradient or a weight is not finite, or the loss far above its own history
     */
    public Optional<TrainingResult> run() {
        betweenSteps = false;
        while (position.epoch() <= spec.epochs() && !finish) {
            if (!readToTheEndOfTheEpoch()) {
                return Optional.empty();
            }
            endEpoch();
            if (best.epochsAgo(position.epoch()) >= spec.patience()) {
                break;
            }
            position = position.nextEpoch();
        }
        return Optional.of(best.result(position.step()));
    }

    /** Whether it came there; otherwise it was abandoned. */
    private boolean readToTheEndOfTheEpoch() {
        var batches = Batches.forTraining(
                training,
                spec.batchSize(),
                spec.sequenceLength(),
                RandomStreams.of(spec.seed(), "order of segments", position.epoch()));
        while (position.call() < batches.calls() && !finish) {
            var answer = ask();
            if (answer == StopSignal.Answer.ABANDON) {
                return false;
            }
            step(batches);
            finish = position.step() >= spec.maxSteps() || answer == StopSignal.Answer.FINISH;
        }
        return true;
    }

    private StopSignal.Answer ask() {
        betweenSteps = true;
        try {
            return stop.ask();
        } finally {
            betweenSteps = false;
        }
    }

    private void step(Batches batches) {
        long step = position.step() + 1;
        var finding = learner.read(batches, position.call(), step);
        var gradient = finding.gradient();
        watch.check(step, finding.tokens(), finding.loss(), gradient.norm());
        double rate = learningRate.at(step);
        learner.update(finding, rate, step);
        listener.onStep(new TrainingListener.StepReport(
                step,
                position.epoch(),
                finding.tokens(),
                finding.loss(),
                gradient.norm(),
                gradient.normAfter(),
                finding.layerNorms(),
                gradient.clipped(),
                rate));
        position = position.afterStep(finding.loss(), finding.tokens());
    }

    private void endEpoch() {
        checkWeights();
        double validationLoss = validationLoss();
        learningRate.onValidation(validationLoss);
        int epoch = position.epoch();
        double trainLoss = position.meanLoss();
        boolean isBest = best.offer(learner.shown().flat(), epoch, trainLoss, validationLoss);
        listener.onEpoch(new TrainingListener.EpochReport(epoch, position.step(), trainLoss, validationLoss, isBest));
    }

    /** No step comes after the last one that would notice what it did to the weights. */
    private void checkWeights() {
        if (!learner.isFinite()) {
            throw DivergedException.inWeights(position.step());
        }
    }

    private double validationLoss() {
        if (validation.predictions() < 1) {
            return Double.NaN;
        }
        double loss = learner.evaluate(validation, listener::onEvaluation);
        if (!Double.isFinite(loss)) {
            throw DivergedException.inValidation(position.step(), loss);
        }
        return loss;
    }

    @Override
    public void close() {
        learner.close();
    }
}
