package dev.longhand.engine.layer;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.CellWeights;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.cell.Recurrence;
import dev.longhand.engine.cell.RecurrentState;
import dev.longhand.engine.cell.ReferenceRecurrence;
import dev.longhand.engine.cell.Sequence;
import dev.longhand.engine.cell.SequenceGradients;
import dev.longhand.engine.cell.SequenceShape;
import dev.longhand.engine.crew.Crew;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent layer whose rows are shared among threads, each with a recurrence of its own, so that nobody waits for anybody
 * within a sequence. What the threads find for the weights is summed in the order of their rows.
 */
final class RecurrentLayer {
    private final Crew crew;
    private final int H;
    private final List<Part> parts = new ArrayList<>();

    /** One thread's rows; where the gradients of its weights go, null where nothing is trained. */
    private record Part(
            Sequence sequence,
            Recurrence recurrence,
            @Nullable CellWeights gradient) {}

    /** What a layer reads and writes, (N,I) and (N,H), in the order of {@link Rows}; the gradients may be missing. */
    record Memory(
            Floats x,
            Floats y,
            @Nullable Floats dx,
            @Nullable Floats dy,
            @Nullable CellWeights dWeights) {}

    /**
     * @param I     features that come in
     * @param steps whose gradients of the weights are summed at a time
     */
    RecurrentLayer(
            Compute compute, NetworkShape shape, Rows rows, int I, int steps, CellWeights weights, Memory memory) {
        this.crew = compute.crew();
        this.H = shape.H();
        for (int part = 0; part < rows.parts(); part++) {
            parts.add(part(
                    compute,
                    shape,
                    rows,
                    part,
                    new SequenceShape(rows.T(), rows.of(part), I, shape.H(), steps),
                    weights,
                    memory));
        }
    }

    private static Part part(
            Compute compute,
            NetworkShape shape,
            Rows rows,
            int part,
            SequenceShape sizes,
            CellWeights weights,
            Memory memory) {
        var sequence = new Sequence(
                rows.slice(memory.x, part, sizes.I()),
                rows.slice(memory.y, part, sizes.H()),
                RecurrentState.zeros(shape.cell(), sizes.B(), sizes.H()),
                RecurrentState.zeros(shape.cell(), sizes.B(), sizes.H()));
        var dx = memory.dx;
        var dy = memory.dy;
        if (dx == null || dy == null || memory.dWeights == null) {
            return new Part(sequence, compute.recurrence(shape.cell(), sizes, weights, sequence, null), null);
        }
        var dWeights = part == 0 ? memory.dWeights : memory.dWeights.zeros();
        var gradients =
                new SequenceGradients(rows.slice(dx, part, sizes.I()), rows.slice(dy, part, sizes.H()), dWeights);
        return new Part(sequence, compute.recurrence(shape.cell(), sizes, weights, sequence, gradients), dWeights);
    }

    /** Must be called before the first pass and after every change of the weights. */
    void weightsChanged() {
        crew.each(part -> parts.get(part).recurrence.weightsChanged());
    }

    /** Makes the next call start from the zero state. */
    void clear() {
        parts.forEach(part -> part.sequence.clear());
    }

    /** What the next call begins from, for each thread's rows. */
    List<RecurrentState> states() {
        return parts.stream().map(part -> part.sequence.last()).toList();
    }

    /** What one row carries to the next call, in the memory of this layer: h and, where the cell keeps one, c; (H) each. */
    List<Floats> state(int row) {
        int left = row;
        for (var part : states()) {
            int rows = Math.toIntExact(part.h().length() / H);
            if (left < rows) {
                return part.row(left, H);
            }
            left -= rows;
        }
        throw new IndexOutOfBoundsException(row);
    }

    /** What computes this layer, where that is the reference on one thread. */
    ReferenceRecurrence reference() {
        if (parts.getFirst().recurrence instanceof ReferenceRecurrence reference) {
            return reference;
        }
        throw new IllegalStateException("Only the reference can be looked into");
    }

    void forward() {
        crew.each(part -> {
            parts.get(part).sequence.carryOver();
            parts.get(part).recurrence.forward();
        });
    }

    void backward() {
        crew.each(part -> parts.get(part).recurrence.backward());
        for (int part = 1; part < parts.size(); part++) {
            addToFirst(parts.get(part).gradient);
        }
    }

    private void addToFirst(@Nullable CellWeights other) {
        var first = parts.getFirst().gradient;
        if (first == null || other == null) {
            return;
        }
        add(first.W(), other.W());
        add(first.b(), other.b());
        if (first.bh() != null && other.bh() != null) {
            add(first.bh(), other.bh());
        }
    }

    private void add(Floats sum, Floats other) {
        int blocks = Math.toIntExact(Math.ceilDiv(sum.length(), (long) Blocks.SIZE));
        crew.each(part -> {
            var a = new float[Blocks.SIZE];
            var b = new float[Blocks.SIZE];
            for (int k = crew.begin(blocks, part); k < crew.begin(blocks, part + 1); k++) {
                long at = (long) k * Blocks.SIZE;
                int n = (int) Math.min(Blocks.SIZE, sum.length() - at);
                Blocks.load(sum, at, n, a);
                Blocks.load(other, at, n, b);
                for (int i = 0; i < n; i++) {
                    a[i] += b[i];
                }
                Blocks.store(a, sum, at, n);
            }
        });
    }
}
