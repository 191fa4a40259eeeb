package dev.longhand.training;

/**
 * How fast this machine is with jobs of one shape.
 *
 * @param secondsPerStep median of those that were measured, forward, backward and update
 * @param steps          that were measured
 * @param machine        what it has for them
 */
record Calibration(double secondsPerStep, int steps, SpecWarnings.Machine machine) {
    /** Of a step the way forward alone, which is all that validation does. */
    private static final double FORWARD = 1 / 3.0;

    double secondsPerEpoch(JobPlan plan) {
        return secondsPerStep * (plan.stepsPerEpoch() + FORWARD * plan.evaluations());
    }
}
