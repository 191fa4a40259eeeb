package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a cell carries from step to step.
 *
 * @param h (B,H), what it shows
 * @param c (B,H), what it keeps to itself; null where it keeps nothing
 */
public record RecurrentState(Floats h, @Nullable Floats c) {
    public static RecurrentState zeros(Cell cell, int B, int H) {
        long size = (long) B * H;
        return new RecurrentState(Floats.zeros(size), cell.hasCellState() ? Floats.zeros(size) : null);
    }

    public void copyFrom(RecurrentState other) {
        h.copyFrom(other.h);
        if (c != null) {
            c.copyFrom(other.cellState());
        }
    }

    public void clear() {
        h.clear();
        if (c != null) {
            c.clear();
        }
    }

    Floats cellState() {
        return Objects.requireNonNull(c);
    }
}
