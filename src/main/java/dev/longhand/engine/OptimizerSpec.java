package dev.longhand.engine;

/** How a gradient becomes a step. */
public sealed interface OptimizerSpec {
    double learningRate();

    /**
     * @param learningRate size of a step
     * @param weightDecay  L2 penalty, added to the gradient
     */
    record Adam(double learningRate, double weightDecay) implements OptimizerSpec {}
}
