package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.optimizer.Adam;
import dev.longhand.engine.optimizer.Clipping;
import dev.longhand.engine.optimizer.Norms;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains a network on token ids. The rows of a batch are shared among a few threads, each with a network of its own on the
 * same weights; their gradients are summed in the order of the rows. Nothing depends on time, on other threads or on a
 * generator that somebody else draws from, so the same spec and tokens give the same bits.
 */
public final class Trainer implements AutoCloseable {
    /** A stream of a validation text is at least this many sequences long, so that its cold start weighs little. */
    private static final int EVALUATION_SEQUENCES = 8;

    private final TrainingSpec spec;
    private final Tokens training;
    private final Tokens validation;
    private final TrainingListener listener;
    private final StopSignal stop;

    private final Crew crew;
    private final List<Shard> shards;
    private final List<Floats> shardGradients;
    private final Weights weights;
    private final Floats gradient;
    private final Adam optimizer;
    private final Clipping clipping;

    private long step;
    private boolean finish;

    /**
     * @param training   at least {@link TrainingSpec#minimumTokens}
     * @param validation empty, or at least two tokens
     */
    public Trainer(TrainingSpec spec, Tokens training, Tokens validation, TrainingListener listener, StopSignal stop) {
        this(spec, training, validation, listener, stop, Backend.best());
    }

    Trainer(
            TrainingSpec spec,
            Tokens training,
            Tokens validation,
            TrainingListener listener,
            StopSignal stop,
            Backend backend) {
        if (training.size() < TrainingSpec.minimumTokens(spec.batchSize(), spec.sequenceLength())) {
            throw new IllegalArgumentException("Too few tokens for one step: " + training.size());
        }
        this.spec = spec;
        this.training = training;
        this.validation = validation;
        this.listener = listener;
        this.stop = stop;
        crew = new Crew(Math.min(spec.threads(), spec.batchSize()));
        weights = Weights.initial(spec.network(), spec.seed());
        shards =
                IntStream.range(0, crew.size()).mapToObj(i -> shard(i, backend)).toList();
        shardGradients = shards.stream().map(shard -> shard.gradients().flat()).toList();
        gradient = Floats.zeros(weights.flat().length());
        optimizer = switch (spec.optimizer()) {
            case OptimizerSpec.Adam adam -> new Adam(gradient.length(), adam.weightDecay());
            default -> throw new UnsupportedOperationException();
        };
        clipping = switch (spec.clipping()) {
            case ClippingSpec.None none -> new Clipping.None();
            case ClippingSpec.Value value -> new Clipping.Value(value.threshold());
            case ClippingSpec.GlobalNorm norm -> new Clipping.GlobalNorm(norm.threshold());
            default -> throw new UnsupportedOperationException();
        };
    }

    private Shard shard(int i, Backend backend) {
        int from = spec.batchSize() * i / crew.size();
        int to = spec.batchSize() * (i + 1) / crew.size();
        return new Shard(backend, weights, from, to - from, spec.sequenceLength());
    }

    /**
     * Trains to the end, or until the signal says otherwise.
     *
     * @return nothing when the signal said to abandon it
     * @throws DivergedException when a loss, a gradient or a weight is not finite
     */
    public Optional<TrainingResult> run() {
        var best = new Best();
        for (int epoch = 1; epoch <= spec.epochs() && !finish; epoch++) {
            var trainLoss = epoch(epoch);
            if (trainLoss.isEmpty()) {
                return Optional.empty();
            }
            checkWeights();
            double validationLoss = validationLoss();
            boolean isBest = best.offer(epoch, trainLoss.get(), validationLoss);
            listener.onEpoch(new TrainingListener.EpochReport(epoch, step, trainLoss.get(), validationLoss, isBest));
            if (best.epochsAgo(epoch) >= spec.patience()) {
                break;
            }
        }
        return Optional.of(best.result());
    }

    /** One pass over the training tokens; its mean loss, or nothing when it was abandoned. */
    private Optional<Double> epoch(int epoch) {
        var streams = TokenStreams.forTraining(training, spec.batchSize());
        long steps = spec.stepsPerEpoch(training.size());
        double sum = 0;
        long done = 0;
        shards.forEach(Shard::resetState);
        for (long k = 0; k < steps && !finish; k++) {
            var answer = stop.ask();
            if (answer == StopSignal.Answer.ABANDON) {
                return Optional.empty();
            }
            sum += step(streams, k, epoch);
            done++;
            finish = step >= spec.maxSteps() || answer == StopSignal.Answer.FINISH;
        }
        return Optional.of(sum / done);
    }

    private double step(TokenStreams streams, long k, int epoch) {
        int tokens = spec.batchSize() * spec.sequenceLength();
        crew.each(i -> shards.get(i).train(streams, k));
        double loss = summedLoss() / tokens;
        Gradient.mean(shardGradients, 1f / tokens, gradient);
        var clipped = clipping.clip(gradient);
        step++;
        if (!Double.isFinite(loss) || !Double.isFinite(clipped.norm())) {
            throw DivergedException.atStep(step, loss, clipped.norm());
        }
        double rate = spec.optimizer().learningRate();
        optimizer.update(weights.flat(), gradient, rate, step);
        listener.onStep(
                new TrainingListener.StepReport(step, epoch, tokens, loss, clipped.norm(), clipped.clipped(), rate));
        return loss;
    }

    /** No step comes after the last one that would notice what it did to the weights. */
    private void checkWeights() {
        if (!Double.isFinite(Norms.l2(weights.flat()))) {
            throw DivergedException.inWeights(step);
        }
    }

    private double validationLoss() {
        if (validation.size() < 2) {
            return Double.NaN;
        }
        var streams = TokenStreams.forEvaluation(
                validation, spec.batchSize(), (long) EVALUATION_SEQUENCES * spec.sequenceLength());
        shards.forEach(Shard::resetState);
        double sum = 0;
        for (long k = 0; k < streams.calls(spec.sequenceLength()); k++) {
            long call = k;
            crew.each(i -> shards.get(i).evaluate(streams, call));
            sum += summedLoss();
        }
        double loss = sum / streams.predictions();
        if (!Double.isFinite(loss)) {
            throw DivergedException.inValidation(step, loss);
        }
        return loss;
    }

    private double summedLoss() {
        return shards.stream().mapToDouble(Shard::loss).sum();
    }

    @Override
    public void close() {
        crew.close();
    }

    /** The best weights so far; without validation the last ones are the best. */
    private final class Best {
        private Weights kept = weights;
        private double trainLoss = Double.NaN;
        private double validationLoss = Double.NaN;
        private int epoch;

        boolean offer(int epoch, double trainLoss, double validationLoss) {
            if (Double.isNaN(validationLoss) || this.epoch == 0 || validationLoss < this.validationLoss) {
                this.epoch = epoch;
                this.trainLoss = trainLoss;
                this.validationLoss = validationLoss;
                kept = Double.isNaN(validationLoss) ? weights : weights.copy();
                return true;
            }
            return false;
        }

        int epochsAgo(int now) {
            return now - epoch;
        }

        TrainingResult result() {
            return new TrainingResult(kept, trainLoss, validationLoss, epoch, step);
        }
    }
}
