package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;

/**
 * The memory that a recurrence works on, owned by its caller: the output of one layer is the input of the next.
 *
 * @param x     (T,B,I)
 * @param y     (T,B,H)
 * @param first the state before the first step
 * @param last  the state after the last step
 */
public record Sequence(Floats x, Floats y, RecurrentState first, RecurrentState last) {
    /** Lets the next sequence begin where this one ended. */
    public void carryOver() {
        first.copyFrom(last);
    }

    /** Lets the next sequence begin with nothing, once it is {@linkplain #carryOver carried over}. */
    public void clear() {
        last.clear();
    }
}
