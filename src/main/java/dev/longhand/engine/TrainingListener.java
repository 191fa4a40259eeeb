package dev.longhand.engine;

import java.util.Map;

/** Hears of a training as it goes on, on the training's own thread: what takes long here delays the next step. */
public interface TrainingListener {
    void onStep(StepReport report);

    void onEpoch(EpochReport report);

    /** A part of the validation text has been read: evaluating takes as long as many steps do. */
    default void onEvaluation() {}

    /**
     * One step.
     *
     * @param step         from 1
     * @param epoch        from 1
     * @param loss         mean of this step in nats per token, before its update
     * @param tokens       that were predicted
     * @param gradientNorm L2, before clipping
     * @param clippedNorm  L2, after it
     * @param layerNorms   L2 before clipping of the embedding, each recurrent layer, the projection of tied embeddings, if
     *                     there is one, and the decoder, by name
     */
    record StepReport(
            long step,
            int epoch,
            int tokens,
            double loss,
            double gradientNorm,
            double clippedNorm,
            Map<String, Double> layerNorms,
            boolean clipped,
            double learningRate) {}

    /**
     * The end of an epoch, or of the training within one.
     *
     * @param trainLoss      mean over the steps of this epoch
     * @param validationLoss in nats per token; NaN when there are no validation tokens
     * @param best           whether these are the best weights so far
     */
    record EpochReport(int epoch, long step, double trainLoss, double validationLoss, boolean best) {}
}
