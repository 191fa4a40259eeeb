package dev.longhand.training;

import dev.longhand.engine.InitializationSpec;
import dev.longhand.engine.ScheduleSpec;
import dev.longhand.engine.TrainingSpec;

/**
 * All of a job that decides how long one of its steps takes; jobs of one shape are measured once.
 *
 * @param vocabulary tokens that the network knows
 * @param averaged   whether a running mean of the weights is kept
 * @param segmented  whether it reads segments
 */
record CalibrationShape(
        NetworkSettings network,
        int vocabulary,
        Precision precision,
        OptimizerSettings optimizer,
        ClippingSettings gradientClipping,
        boolean averaged,
        boolean segmented,
        int batchSize,
        int sequenceLength,
        int threads) {

    static CalibrationShape of(JobPlan plan) {
        var spec = plan.spec();
        return new CalibrationShape(
                spec.network(),
                plan.forecast().vocabulary(),
                spec.precision(),
                spec.optimizer(),
                spec.gradientClipping(),
                spec.averageDecay() > 0,
                spec.segmentation() != Segmentation.STREAM,
                spec.batchSize(),
                spec.sequenceLength(),
                plan.threads());
    }

    /** A training that hardly changes its weights: however high its learning rate is, noise does not make it diverge. */
    TrainingSpec toSpec() {
        var spec = network.toSpec(vocabulary);
        return new TrainingSpec(
                spec,
                InitializationSpec.defaultFor(spec.cell(), spec.activation()),
                1,
                optimizer.toSpec(),
                new ScheduleSpec.Constant(Long.MAX_VALUE),
                gradientClipping.toSpec(),
                averaged ? 0.5 : 0,
                precision.toSpec(),
                batchSize,
                sequenceLength,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                threads);
    }
}
