package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;

/**
 * What a cell carries from step to step.
 *
 * @param h (B,H), what it shows
 * @param c (B,H), what it keeps to itself
 */
public record RecurrentState(Floats h, Floats c) {
    public static RecurrentState zeros(int B, int H) {
        return new RecurrentState(Floats.zeros((long) B * H), Floats.zeros((long) B * H));
    }

    public void copyFrom(RecurrentState other) {
        h.copyFrom(other.h);
        c.copyFrom(other.c);
    }

    public void clear() {
        h.clear();
        c.clear();
    }
}
