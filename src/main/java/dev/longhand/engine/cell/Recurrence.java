package dev.longhand.engine.cell;

/**
 * One recurrent layer over a sequence of fixed shape, bound to its weights and its memory. Not thread-safe: one thread at a
 * time.
 */
public interface Recurrence {
    /** Must be called before the first pass and after every change of the weights. */
    void weightsChanged();

    /** From x and the first state to y and the last state. */
    void forward();

    /** After {@link #forward}: from dy to dx and to the gradients of the weights. Only where gradients were given. */
    void backward();
}
