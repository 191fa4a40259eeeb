package dev.longhand.engine;

/** A loss or a gradient is not finite any more; going on would only spread it. */
public final class DivergedException extends RuntimeException {
    DivergedException(long step, double loss, double norm) {
        super("At step %d the loss is %s and the gradient's norm %s.".formatted(step, loss, norm));
    }
}
