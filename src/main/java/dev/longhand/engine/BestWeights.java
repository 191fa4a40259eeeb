package dev.longhand.engine;

import dev.longhand.engine.array.Floats;

/** The best weights of a training so far, by validation loss; without validation the last ones are the best. */
final class BestWeights {
    private final Weights trained;
    private Weights kept;
    private double trainLoss = Double.NaN;
    private double validationLoss = Double.NaN;
    private int epoch;

    /**
     * @param trained what the training itself goes on with
     */
    BestWeights(Weights trained) {
        this.trained = trained;
        this.kept = trained;
    }

    /**
     * Keeps a copy when these are better than any before.
     *
     * @param validationLoss NaN where there is none
     * @return whether they are
     */
    boolean offer(Floats weights, int epoch, double trainLoss, double validationLoss) {
        boolean isBetter = Double.isNaN(validationLoss) || this.epoch == 0 || validationLoss < this.validationLoss;
        if (isBetter) {
            this.epoch = epoch;
            this.trainLoss = trainLoss;
            this.validationLoss = validationLoss;
            if (kept == trained) {
                kept = trained.copy();
            }
            kept.flat().copyFrom(weights);
        }
        return isBetter;
    }

    int epochsAgo(int now) {
        return now - epoch;
    }

    TrainingResult result(long steps) {
        return new TrainingResult(kept, trainLoss, validationLoss, epoch, steps);
    }
}
