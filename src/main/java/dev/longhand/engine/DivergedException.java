package dev.longhand.engine;

import java.util.Locale;

/**
 * A loss, a gradient or a weight is not finite any more, or the loss is far above its own history; going on would be of no
 * use. The message is for whoever asked for the training.
 */
public final class DivergedException extends RuntimeException {
    private final long step;

    private DivergedException(long step, String message) {
        super(message);
        this.step = step;
    }

    /** The step that noticed it, from 1. */
    public long step() {
        return step;
    }

    static DivergedException atStep(long step, double loss, double norm) {
        return new DivergedException(
                step, "At step %d the loss is %s and the gradient's norm %s.".formatted(step, loss, norm));
    }

    static DivergedException byRise(long step, double loss, double before) {
        return new DivergedException(
                step,
                String.format(
                        Locale.ROOT, "At step %d the loss has risen to %.3g nats; it was %.3g.", step, loss, before));
    }

    static DivergedException inValidation(long step, double loss) {
        return new DivergedException(step, "After step %d the validation loss is %s.".formatted(step, loss));
    }

    static DivergedException inWeights(long step) {
        return new DivergedException(step, "After step %d there are weights that are not finite.".formatted(step));
    }
}
