package dev.longhand.engine.optimizer;

/** How a gradient becomes a step, number by number. */
public interface UpdateRule {
    /** Numbers that are remembered for each weight; they begin at 0. */
    int moments();

    /**
     * Changes n weights and what is remembered of them.
     *
     * @param g    their gradient, which may be overwritten
     * @param rate the learning rate of this step
     * @param t    the number of this step, from 1
     */
    void apply(float[] w, float[] g, float[][] moments, int n, double rate, long t);
}
