package dev.longhand.engine;

/** A loss, a gradient or a weight is not finite any more; going on would only spread it. */
public final class DivergedException extends RuntimeException {
    private DivergedException(String message) {
        super(message);
    }

    static DivergedException atStep(long step, double loss, double norm) {
        return new DivergedException(
                "At step %d the loss is %s and the gradient's norm %s.".formatted(step, loss, norm));
    }

    static DivergedException inValidation(long step, double loss) {
        return new DivergedException("After step %d the validation loss is %s.".formatted(step, loss));
    }

    static DivergedException inWeights(long step) {
        return new DivergedException("After step %d there are weights that are not finite.".formatted(step));
    }
}
