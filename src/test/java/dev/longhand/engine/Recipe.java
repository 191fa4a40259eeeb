package dev.longhand.engine;

/** A training of a few steps, of which a test changes what it is about. */
record Recipe(TrainingSpec spec) {
    static Recipe of(NetworkSpec network) {
        return new Recipe(new TrainingSpec(
                network,
                7,
                new OptimizerSpec.Adam(0.01, 0),
                new ClippingSpec.GlobalNorm(1),
                5,
                4,
                1,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                2));
    }

    Recipe seed(long seed) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                seed,
                spec.optimizer(),
                spec.schedule(),
                spec.clipping(),
                spec.averageDecay(),
                spec.precision(),
                spec.batchSize(),
                spec.sequenceLength(),
                spec.epochs(),
                spec.maxSteps(),
                spec.patience(),
                spec.threads()));
    }

    Recipe optimizer(OptimizerSpec optimizer) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                optimizer,
                spec.schedule(),
                spec.clipping(),
                spec.averageDecay(),
                spec.precision(),
                spec.batchSize(),
                spec.sequenceLength(),
                spec.epochs(),
                spec.maxSteps(),
                spec.patience(),
                spec.threads()));
    }

    Recipe schedule(ScheduleSpec schedule) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                spec.optimizer(),
                schedule,
                spec.clipping(),
                spec.averageDecay(),
                spec.precision(),
                spec.batchSize(),
                spec.sequenceLength(),
                spec.epochs(),
                spec.maxSteps(),
                spec.patience(),
                spec.threads()));
    }

    Recipe clipping(ClippingSpec clipping) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                spec.optimizer(),
                spec.schedule(),
                clipping,
                spec.averageDecay(),
                spec.precision(),
                spec.batchSize(),
                spec.sequenceLength(),
                spec.epochs(),
                spec.maxSteps(),
                spec.patience(),
                spec.threads()));
    }

    Recipe averageDecay(double averageDecay) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                spec.optimizer(),
                spec.schedule(),
                spec.clipping(),
                averageDecay,
                spec.precision(),
                spec.batchSize(),
                spec.sequenceLength(),
                spec.epochs(),
                spec.maxSteps(),
                spec.patience(),
                spec.threads()));
    }

    Recipe precision(Precision precision) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                spec.optimizer(),
                spec.schedule(),
                spec.clipping(),
                spec.averageDecay(),
                precision,
                spec.batchSize(),
                spec.sequenceLength(),
                spec.epochs(),
                spec.maxSteps(),
                spec.patience(),
                spec.threads()));
    }

    Recipe batchSize(int batchSize) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                spec.optimizer(),
                spec.schedule(),
                spec.clipping(),
                spec.averageDecay(),
                spec.precision(),
                batchSize,
                spec.sequenceLength(),
                spec.epochs(),
                spec.maxSteps(),
                spec.patience(),
                spec.threads()));
    }

    Recipe sequenceLength(int sequenceLength) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                spec.optimizer(),
                spec.schedule(),
                spec.clipping(),
                spec.averageDecay(),
                spec.precision(),
                spec.batchSize(),
                sequenceLength,
                spec.epochs(),
                spec.maxSteps(),
                spec.patience(),
                spec.threads()));
    }

    Recipe epochs(int epochs) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                spec.optimizer(),
                spec.schedule(),
                spec.clipping(),
                spec.averageDecay(),
                spec.precision(),
                spec.batchSize(),
                spec.sequenceLength(),
                epochs,
                spec.maxSteps(),
                spec.patience(),
                spec.threads()));
    }

    Recipe maxSteps(long maxSteps) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                spec.optimizer(),
                spec.schedule(),
                spec.clipping(),
                spec.averageDecay(),
                spec.precision(),
                spec.batchSize(),
                spec.sequenceLength(),
                spec.epochs(),
                maxSteps,
                spec.patience(),
                spec.threads()));
    }

    Recipe patience(int patience) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                spec.optimizer(),
                spec.schedule(),
                spec.clipping(),
                spec.averageDecay(),
                spec.precision(),
                spec.batchSize(),
                spec.sequenceLength(),
                spec.epochs(),
                spec.maxSteps(),
                patience,
                spec.threads()));
    }

    Recipe threads(int threads) {
        return new Recipe(new TrainingSpec(
                spec.network(),
                spec.initialization(),
                spec.seed(),
                spec.optimizer(),
                spec.schedule(),
                spec.clipping(),
                spec.averageDecay(),
                spec.precision(),
                spec.batchSize(),
                spec.sequenceLength(),
                spec.epochs(),
                spec.maxSteps(),
                spec.patience(),
                threads));
    }
}
