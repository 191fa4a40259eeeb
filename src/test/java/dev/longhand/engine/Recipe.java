package dev.longhand.engine;

import java.util.function.Consumer;

/** A training of a few steps, of which a test changes what it is about: each change makes another recipe. */
final class Recipe implements Cloneable {
    private final NetworkSpec network;
    private InitializationSpec initialization;
    private long seed = 7;
    private OptimizerSpec optimizer = new OptimizerSpec.Adam(0.01, 0);
    private ScheduleSpec schedule = new ScheduleSpec.Constant(0);
    private ClippingSpec clipping = new ClippingSpec.GlobalNorm(1);
    private double averageDecay;
    private Precision precision = Precision.FLOAT32;
    private int batchSize = 5;
    private int sequenceLength = 4;
    private int epochs = 1;
    private long maxSteps = Long.MAX_VALUE;
    private int patience = Integer.MAX_VALUE;
    private int threads = 2;

    private Recipe(NetworkSpec network) {
        this.network = network;
        this.initialization = InitializationSpec.defaultFor(network.cell(), network.activation());
    }

    static Recipe of(NetworkSpec network) {
        return new Recipe(network);
    }

    private Recipe with(Consumer<Recipe> change) {
        try {
            var changed = (Recipe) clone();
            change.accept(changed);
            return changed;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    Recipe seed(long seed) {
        return with(recipe -> recipe.seed = seed);
    }

    Recipe optimizer(OptimizerSpec optimizer) {
        return with(recipe -> recipe.optimizer = optimizer);
    }

    Recipe schedule(ScheduleSpec schedule) {
        return with(recipe -> recipe.schedule = schedule);
    }

    Recipe clipping(ClippingSpec clipping) {
        return with(recipe -> recipe.clipping = clipping);
    }

    Recipe averageDecay(double averageDecay) {
        return with(recipe -> recipe.averageDecay = averageDecay);
    }

    Recipe precision(Precision precision) {
        return with(recipe -> recipe.precision = precision);
    }

    Recipe batchSize(int batchSize) {
        return with(recipe -> recipe.batchSize = batchSize);
    }

    Recipe sequenceLength(int sequenceLength) {
        return with(recipe -> recipe.sequenceLength = sequenceLength);
    }

    Recipe epochs(int epochs) {
        return with(recipe -> recipe.epochs = epochs);
    }

    Recipe maxSteps(long maxSteps) {
        return with(recipe -> recipe.maxSteps = maxSteps);
    }

    Recipe patience(int patience) {
        return with(recipe -> recipe.patience = patience);
    }

    Recipe threads(int threads) {
        return with(recipe -> recipe.threads = threads);
    }

    TrainingSpec spec() {
        return new TrainingSpec(
                network,
                initialization,
                seed,
                optimizer,
                schedule,
                clipping,
                averageDecay,
                precision,
                batchSize,
                sequenceLength,
                epochs,
                maxSteps,
                patience,
                threads);
    }
}
