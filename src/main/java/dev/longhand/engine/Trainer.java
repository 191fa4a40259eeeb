package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.layer.Parameters;
import dev.longhand.engine.layer.TrainingPass;
import dev.longhand.engine.optimizer.Clipping;
import dev.longhand.engine.optimizer.Norms;
import dev.longhand.engine.optimizer.Optimizer;
import dev.longhand.engine.optimizer.WeightAverage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network on token ids. A few threads share every step; what each of them sums depends on how many there are and on
 * nothing else. Nothing depends on time, on other threads or on a generator that somebody else draws from, so the same spec
 * and tokens give the same bits.
 */
public final class Trainer implements AutoCloseable {
    private final TrainingSpec spec;
    private final TokenSource training;
    private final TokenSource validation;
    private final TrainingListener listener;
    private final StopSignal stop;

    private final Crew crew;
    private final Weights weights;
    private final Floats gradient;
    private final TrainingPass pass;
    private final Norms norms;
    private final Optimizer optimizer;
    private final Clipping clipping;
    private final LearningRate learningRate;
    private final @Nullable WeightAverage average;
    private final int[] inputs;
    private final int[] targets;

    private long step;
    private boolean finish;

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
        if (spec.stepsPerEpoch(training) < 1) {
            throw new IllegalArgumentException(
                    "Too few tokens for one step: " + training.tokens().size());
        }
        this.spec = spec;
        this.training = training;
        this.validation = validation;
        this.listener = listener;
        this.stop = stop;
        crew = new Crew(Math.min(spec.threads(), spec.batchSize()), backend::prepareThread);
        weights = Weights.initial(spec.network(), spec.initialization(), spec.seed());
        var gradients = Parameters.zeros(spec.network().shape());
        gradient = gradients.flat();
        pass = new TrainingPass(
                new Compute(backend, crew, spec.precision().on(backend)),
                spec.network().shape(),
                spec.sequenceLength(),
                spec.batchSize(),
                training.stepsPerSum(spec.sequenceLength()),
                weights.parameters(),
                gradients,
                spec.network().dropoutRates());
        norms = new Norms(crew);
        optimizer = new Optimizer(Rules.of(spec.optimizer()), crew, gradient.length());
        clipping = Rules.of(spec.clipping(), spec.network().layout());
        learningRate = new LearningRate(spec.schedule(), spec.optimizer().learningRate(), spec.totalSteps(training));
        average = spec.averageDecay() == 0 ? null : new WeightAverage(crew, spec.averageDecay(), weights.flat());
        inputs = new int[spec.batchSize() * spec.sequenceLength()];
        targets = new int[inputs.length];
    }

    /**
     * Trains to the end, or until the signal says otherwise.
     *
     * @return nothing when the signal said to abandon it
     * @throws DivergedException when a loss, a gradient or a weight is not finite
     */
    public Optional<TrainingResult> run() {
        var best = new BestWeights(weights);
        for (int epoch = 1; epoch <= spec.epochs() && !finish; epoch++) {
            var trainLoss = epoch(epoch);
            if (trainLoss.isEmpty()) {
                return Optional.empty();
            }
            var shown = shown();
            checkWeights(shown);
            double validationLoss = validationLoss(shown);
            learningRate.onValidation(validationLoss);
            boolean isBest = best.offer(shown, epoch, trainLoss.get(), validationLoss);
            listener.onEpoch(new TrainingListener.EpochReport(epoch, step, trainLoss.get(), validationLoss, isBest));
            if (best.epochsAgo(epoch) >= spec.patience()) {
                break;
            }
        }
        return Optional.of(best.result(step));
    }

    /** One pass over the training tokens; its mean loss, or nothing when it was abandoned. */
    private Optional<Double> epoch(int epoch) {
        var batches = Batches.forTraining(
                training,
                spec.batchSize(),
                spec.sequenceLength(),
                RandomStreams.of(spec.seed(), "order of segments", epoch));
        double sum = 0;
        long tokens = 0;
        for (long call = 0; call < batches.calls() && !finish; call++) {
            var answer = stop.ask();
            if (answer == StopSignal.Answer.ABANDON) {
                return Optional.empty();
            }
            if (batches.beginsAnew(call)) {
                pass.resetState();
            }
            batches.fill(call, inputs, targets);
            int counted = counted();
            sum += step(epoch, counted) * counted;
            tokens += counted;
            finish = step >= spec.maxSteps() || answer == StopSignal.Answer.FINISH;
        }
        return Optional.of(sum / tokens);
    }

    private int counted() {
        int count = 0;
        for (int target : targets) {
            count += target >= 0 ? 1 : 0;
        }
        return count;
    }

    private double step(int epoch, int tokens) {
        long number = step + 1;
        pass.prepareTraining(mask -> RandomStreams.of(spec.seed(), "dropout " + mask, number));
        double loss = pass.train(inputs, targets) / tokens;
        var clipped = clipping.clip(norms, gradient, 1.0 / tokens);
        step = number;
        if (!Double.isFinite(loss) || !Double.isFinite(clipped.norm())) {
            throw DivergedException.atStep(step, loss, clipped.norm());
        }
        double rate = learningRate.at(step);
        optimizer.update(weights.flat(), gradient, clipped.scalings(), rate, step);
        if (average != null) {
            average.add(weights.flat(), step);
        }
        listener.onStep(new TrainingListener.StepReport(
                step, epoch, tokens, loss, clipped.norm(), clipped.normAfter(), clipped.clipped(), rate));
        return loss;
    }

    /** The weights that are evaluated and published. */
    private Floats shown() {
        return average == null ? weights.flat() : average.average();
    }

    /** No step comes after the last one that would notice what it did to the weights. */
    private void checkWeights(Floats shown) {
        if (!Double.isFinite(norms.l2(shown))) {
            throw DivergedException.inWeights(step);
        }
    }

    private double validationLoss(Floats shown) {
        if (validation.predictions() < 1) {
            return Double.NaN;
        }
        double loss = shown == weights.flat() ? evaluate() : evaluateInPlace(shown);
        if (!Double.isFinite(loss)) {
            throw DivergedException.inValidation(step, loss);
        }
        return loss;
    }

    /** Other weights take the place of the trained ones for as long as it takes. */
    private double evaluateInPlace(Floats others) {
        var trained = weights.copy();
        weights.flat().copyFrom(others);
        try {
            return evaluate();
        } finally {
            weights.flat().copyFrom(trained.flat());
        }
    }

    private double evaluate() {
        pass.prepareEvaluation();
        var batches = Batches.forEvaluation(validation, spec.batchSize(), spec.sequenceLength());
        double sum = 0;
        for (long call = 0; call < batches.calls(); call++) {
            if (batches.beginsAnew(call)) {
                pass.resetState();
            }
            batches.fill(call, inputs, targets);
            sum += pass.evaluate(inputs, targets);
        }
        return sum / validation.predictions();
    }

    @Override
    public void close() {
        crew.close();
    }
}
