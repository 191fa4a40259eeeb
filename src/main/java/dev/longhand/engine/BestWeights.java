package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import java.util.Optional;

/** The best weights of a training so far, by validation loss; without validation the last ones are the best. */
final class BestWeights {
    private static final String PREFIX = "best.";

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
            keepApart();
            kept.flat().copyFrom(weights);
        }
        return isBetter;
    }

    private void keepApart() {
        if (kept == trained) {
            kept = trained.copy();
        }
    }

    int epochsAgo(int now) {
        return now - epoch;
    }

    TrainingResult result(long steps) {
        return new TrainingResult(kept, trainLoss, validationLoss, epoch, steps);
    }

    /** The numbers of the best weights; nothing before the first epoch has ended. */
    Optional<Floats> flat() {
        return epoch == 0 ? Optional.empty() : Optional.of(kept.flat());
    }

    void save(Numbers numbers) {
        numbers.put(PREFIX + "epoch", epoch);
        numbers.put(PREFIX + "trainLoss", trainLoss);
        numbers.put(PREFIX + "validationLoss", validationLoss);
    }

    /** All but the weights themselves, for which there is a place then. */
    void restore(Numbers numbers) {
        epoch = numbers.count(PREFIX + "epoch");
        trainLoss = numbers.real(PREFIX + "trainLoss");
        validationLoss = numbers.real(PREFIX + "validationLoss");
        if (epoch > 0) {
            keepApart();
        }
    }
}
