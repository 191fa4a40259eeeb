package dev.longhand.engine;

/**
 * Notices when a training has lost what it knew: when its loss is far above its own history, is not falling again, and is
 * worse than that of somebody who knows nothing, ln V nats a token. Only what stays so counts, in means that are weighted by
 * tokens: a step of a few tokens, a hard passage behind an easy one or a step too far that the next ones make good are part
 * of healthy trainings. A loss that rises and yet stays below ln V is left to early stopping, which keeps the best weights;
 * going back would not find better ones.
 *
 * <p>Why these numbers: 10 steps are what it takes to tell a trend from a spike, 100 to forget one. After 20 steps healthy
 * trainings, continued ones on another text too, have come down to about ln V or are on their way; twice as much and 2 nats
 * more without a way down (by a tenth from one mean to the other) is where weights have exploded. A rise by 1 nat, or by a
 * half where the loss is large, is several times the spread of single steps; 50 steps of it (those without it count against
 * them) are more than Adam's moments need to recover. A gradient 1,000 times the lowest that was usual says the same sooner.
 * With all cells and optimizers on a small text every training with a learning rate of 50 ends within 200 steps.
 */
final class DivergenceWatch {
    private static final String PREFIX = "divergence.";
    private static final double FAST = 0.9;
    private static final double SLOW = 0.99;
    private static final double STILL = 0.9;
    private static final int FIRST_STEPS = 20;
    private static final int STEPS_TO_RECOVER = 50;
    private static final int STEPS_TO_RECOVER_FROM_EXPLOSION = 10;
    private static final double EXPLOSION = 1000;
    /** Of a gradient that is zero, so that it has a logarithm. */
    private static final double NO_NORM = 1e-30;

    private final double guessing;

    private final RunningMean loss = new RunningMean(PREFIX + "loss", FAST);
    private final RunningMean usualLoss = new RunningMean(PREFIX + "usualLoss", SLOW);
    private final RunningMean norm = new RunningMean(PREFIX + "norm", FAST);
    private final RunningMean usualNorm = new RunningMean(PREFIX + "usualNorm", SLOW);
    private double lowestLoss;
    /** Its logarithm, as in the means of norms. */
    private double lowestNorm = Double.POSITIVE_INFINITY;

    private int risenSteps;

    DivergenceWatch(int vocabularySize) {
        guessing = Math.log(vocabularySize);
        lowestLoss = guessing;
    }

    /**
     * @param step   its number, from 1
     * @param tokens that it predicted
     * @param loss   its mean in nats per token
     * @param norm   of its gradient, before clipping
     * @throws DivergedException when one of them is not finite, or the loss has risen for good
     */
    void check(long step, int tokens, double loss, double norm) {
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw DivergedException.atStep(step, loss, norm);
        }
        remember(tokens, loss, norm);
        if (step <= FIRST_STEPS) {
            return;
        }
        risenSteps = Math.clamp(risenSteps + (hasRisen() ? 1 : -1), 0, STEPS_TO_RECOVER);
        if (hasRisen() && !isFalling() && (isHopeless() || risenSteps >= stepsToRecover())) {
            throw DivergedException.byRise(step, this.loss.value(), lowestLoss);
        }
        lowestLoss = Math.min(lowestLoss, usualLoss.value());
        lowestNorm = Math.min(lowestNorm, usualNorm.value());
    }

    private void remember(int tokens, double loss, double norm) {
        this.loss.add(loss, tokens);
        usualLoss.add(loss, tokens);
        // so that a single one that is out of all proportion counts as one
        double logarithm = StrictMath.log(Math.max(norm, NO_NORM));
        this.norm.add(logarithm, tokens);
        usualNorm.add(logarithm, tokens);
    }

    private boolean hasRisen() {
        return loss.value() > Math.max(guessing, lowestLoss + Math.max(1, lowestLoss / 2));
    }

    private boolean isFalling() {
        return loss.value() < STILL * usualLoss.value();
    }

    private boolean isHopeless() {
        return loss.value() > 2 * guessing + 2;
    }

    private int stepsToRecover() {
        return norm.value() > StrictMath.log(EXPLOSION) + lowestNorm
                ? STEPS_TO_RECOVER_FROM_EXPLOSION
                : STEPS_TO_RECOVER;
    }

    void save(Numbers numbers) {
        loss.save(numbers);
        usualLoss.save(numbers);
        norm.save(numbers);
        usualNorm.save(numbers);
        numbers.put(PREFIX + "lowestLoss", lowestLoss);
        numbers.put(PREFIX + "lowestNorm", lowestNorm);
        numbers.put(PREFIX + "risenSteps", risenSteps);
    }

    void restore(Numbers numbers) {
        loss.restore(numbers);
        usualLoss.restore(numbers);
        norm.restore(numbers);
        usualNorm.restore(numbers);
        lowestLoss = numbers.real(PREFIX + "lowestLoss");
        lowestNorm = numbers.real(PREFIX + "lowestNorm");
        risenSteps = numbers.count(PREFIX + "risenSteps");
    }
}
