package dev.longhand.engine;

/**
 * How the learning rate changes over the steps. Every schedule may begin with a linear rise over {@code warmupSteps}; what
 * follows counts from its end.
 */
public sealed interface ScheduleSpec {
    long warmupSteps();

    record Constant(long warmupSteps) implements ScheduleSpec {}

    /** Multiplied by the factor after every so many steps. */
    record Step(long warmupSteps, long every, double factor) implements ScheduleSpec {}

    /** The same, but little by little: by the factor over every so many steps. */
    record Exponential(long warmupSteps, long every, double factor) implements ScheduleSpec {}

    /**
     * Half a cosine from the learning rate down (Loshchilov and Hutter 2017), over all steps of the training.
     *
     * @param finalFactor what is left of the learning rate at the end
     */
    record Cosine(long warmupSteps, double finalFactor) implements ScheduleSpec {}

    /**
     * Smith and Topin (2018), in PyTorch's form: from 1/25 of the learning rate up to it, then down to almost nothing, both
     * along half a cosine.
     *
     * @param rise share of the steps that go up
     */
    record OneCycle(long warmupSteps, double rise) implements ScheduleSpec {}

    /**
     * Multiplied by the factor whenever the validation loss has not become better for more than so many epochs.
     *
     * @param patience epochs that are waited for a better one
     */
    record Plateau(long warmupSteps, double factor, int patience) implements ScheduleSpec {}
}
