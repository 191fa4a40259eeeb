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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network that learns: its weights, what belongs to them, and the threads that share the work on them. */
final class Learner implements AutoCloseable {
    private final TrainingSpec spec;
    private final Crew crew;
    private final Weights weights;
    private final Floats gradient;
    private final TrainingPass pass;
    private final Norms norms;
    private final Optimizer optimizer;
    private final Clipping clipping;
    private final List<String> parts;
    private final @Nullable WeightAverage average;
    private final int[] inputs;
    private final int[] targets;

    /** What one call has found: the mean loss, the gradient, as clipping leaves it, and its layers' norms before. */
    record Finding(double loss, int tokens, Clipping.Outcome gradient, Map<String, Double> layerNorms) {}

    /**
     * @param weights     which it changes
     * @param stepsPerSum time steps whose gradients of the weights are summed at a time
     */
    Learner(TrainingSpec spec, Weights weights, int stepsPerSum, Backend backend) {
        this.spec = spec;
        this.weights = weights;
        crew = new Crew(Math.min(spec.threads(), spec.batchSize()), backend::prepareThread);
        try {
            var gradients = Parameters.zeros(spec.network().shape());
            gradient = gradients.flat();
            pass = new TrainingPass(
                    new Compute(backend, crew, spec.precision().on(backend)),
                    spec.network().shape(),
                    spec.sequenceLength(),
                    spec.batchSize(),
                    stepsPerSum,
                    weights.parameters(),
                    gradients,
                    spec.network().dropoutRates());
            var layout = spec.network().layout();
            parts = List.copyOf(layout.parts().sequencedKeySet());
            norms = new Norms(crew, List.copyOf(layout.parts().sequencedValues()));
            optimizer = new Optimizer(Rules.of(spec.optimizer()), crew, gradient.length());
            clipping = Rules.of(spec.clipping(), layout);
            average = spec.averageDecay() == 0 ? null : new WeightAverage(crew, spec.averageDecay(), weights.flat());
            inputs = new int[spec.batchSize() * spec.sequenceLength()];
            targets = new int[inputs.length];
        } catch (RuntimeException | Error e) {
            // nobody else could end its threads
            crew.close();
            throw e;
        }
    }

    /**
     * Reads, forward and backward.
     *
     * @param step the number of the step to come, from 1
     */
    Finding read(Batches batches, long call, long step) {
        fill(batches, call);
        int tokens = counted();
        pass.prepareTraining(mask -> RandomStreams.of(spec.seed(), "dropout " + mask, step));
        double loss = pass.train(inputs, targets) / tokens;
        var outcome = clipping.clip(norms, gradient, 1.0 / tokens);
        return new Finding(loss, tokens, outcome, byName(outcome.parts()));
    }

    private Map<String, Double> byName(List<Double> layerNorms) {
        var named = new LinkedHashMap<String, Double>();
        for (int i = 0; i < parts.size(); i++) {
            named.put(parts.get(i), layerNorms.get(i));
        }
        return named;
    }

    private void fill(Batches batches, long call) {
        if (batches.beginsAnew(call)) {
            pass.resetState();
        }
        batches.fill(call, inputs, targets);
    }

    private int counted() {
        int count = 0;
        for (int target : targets) {
            count += target >= 0 ? 1 : 0;
        }
        return count;
    }

    void update(Finding finding, double rate, long step) {
        optimizer.update(weights.flat(), gradient, finding.gradient.scalings(), rate, step);
        if (average != null) {
            average.add(weights.flat(), step);
        }
    }

    /** The weights that are evaluated and published; they change with every update. */
    Weights shown() {
        return average == null ? weights : new Weights(weights.spec(), average.average());
    }

    boolean isFinite() {
        return Double.isFinite(norms.l2(weights.flat()))
                && (average == null || Double.isFinite(norms.l2(average.average())));
    }

    /**
     * Mean loss of the {@linkplain #shown shown} weights, in nats per token.
     *
     * @param afterEach hears of every call, because there may be many
     */
    double evaluate(TokenSource validation, Runnable afterEach) {
        return average == null
                ? evaluateTrained(validation, afterEach)
                : evaluateInPlace(average.average(), validation, afterEach);
    }

    /** Other weights take the place of the trained ones for as long as it takes. */
    private double evaluateInPlace(Floats others, TokenSource validation, Runnable afterEach) {
        var trained = weights.copy();
        weights.flat().copyFrom(others);
        try {
            return evaluateTrained(validation, afterEach);
        } finally {
            weights.flat().copyFrom(trained.flat());
        }
    }

    private double evaluateTrained(TokenSource validation, Runnable afterEach) {
        pass.prepareEvaluation();
        var batches = Batches.forEvaluation(validation, spec.batchSize(), spec.sequenceLength());
        double sum = 0;
        for (long call = 0; call < batches.calls(); call++) {
            fill(batches, call);
            sum += pass.evaluate(inputs, targets);
            afterEach.run();
        }
        return sum / validation.predictions();
    }

    /** Everything that it remembers from one step to the next, in the memory where it has it. */
    Map<String, Floats> memory() {
        var memory = new LinkedHashMap<String, Floats>();
        memory.put("weights", weights.flat());
        if (average != null) {
            memory.put("average", average.average());
        }
        int moments = 0;
        for (var moment : optimizer.moments()) {
            memory.put("moment." + moments++, moment);
        }
        int states = 0;
        for (var state : pass.states()) {
            memory.put("state.h." + states, state.h());
            if (state.c() != null) {
                memory.put("state.c." + states, state.c());
            }
            states++;
        }
        return memory;
    }

    @Override
    public void close() {
        crew.close();
    }
}
