package dev.longhand.engine.cell;

import dev.longhand.engine.array.Floats;
import java.util.List;
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

    /** What one row carries, in this memory: h and, where there is one, c; (H) each. */
    public List<Floats> row(int row, int H) {
        var shown = h.slice((long) row * H, H);
        return c == null ? List.of(shown) : List.of(shown, c.slice((long) row * H, H));
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
