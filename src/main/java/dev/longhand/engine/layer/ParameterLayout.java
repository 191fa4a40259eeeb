package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Which parameters a network has and where they lie in its flat vector. Each begins on a cache line, but for Wh, which
 * continues Wx; the gaps hold zeros, get no gradient and stay zero.
 *
 * <pre>
 *   embedding (V,E) · per layer Wx (I,G·H), Wh (H,G·H), b (G·H) and perhaps bₕ (G·H), I = E for the first and H for the others
 *   · untied: decoder (V,H) · tied: projection (E,H) where E is not H · decoder's bias (V)
 * </pre>
 */
public final class ParameterLayout {
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Range> layers = new ArrayList<>();
    private final SequencedMap<String, Range> parts = new LinkedHashMap<>();
    private long length;

    public ParameterLayout(NetworkShape shape) {
        long H = shape.H();
        long sums = shape.cell().gates() * H;
        var family = shape.cell().family();
        add("embedding.weight", shape.V(), shape.E());
        endLayer("embedding");
        for (int l = 0; l < shape.L(); l++) {
            long I = l == 0 ? shape.E() : H;
            // one matrix (I+H,G·H): both factors of a step's sums side by side
            place(family + ".weight_ih_l" + l, I, sums);
            add(family + ".weight_hh_l" + l, H, sums);
            if (shape.cell().hasTwoBiases()) {
                add(family + ".bias_ih_l" + l, 1, sums);
                add(family + ".bias_hh_l" + l, 1, sums);
            } else {
                add(family + ".bias_l" + l, 1, sums);
            }
            endLayer(family + "." + l);
        }
        if (!shape.tied()) {
            add("decoder.weight", shape.V(), H);
        } else if (shape.hasProjection()) {
            add("projection.weight", shape.E(), H);
            endPart("projection");
        }
        add("decoder.bias", 1, shape.V());
        endLayer("decoder");
    }

    private void add(String name, long rows, long columns) {
        place(name, rows, columns);
        length = Floats.aligned(length);
    }

    /** Without a gap behind it. */
    private void place(String name, long rows, long columns) {
        var parameter = new Parameter(name, rows, columns, length);
        parameters.add(parameter);
        length += parameter.length();
    }

    private void endLayer(String name) {
        endPart(name);
        layers.add(new Range(layers.isEmpty() ? 0 : layers.getLast().end(), length));
    }

    private void endPart(String name) {
        parts.put(
                name,
                new Range(parts.isEmpty() ? 0 : parts.lastEntry().getValue().end(), length));
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /** The embedding, every recurrent layer, and the decoder. */
    public List<Range> layers() {
        return layers;
    }

    /** The same by name ({@code embedding}, {@code lstm.0}, ..., {@code decoder}), with the projection as one of its own. */
    public SequencedMap<String, Range> parts() {
        return parts;
    }

    /** Floats of the flat vector, gaps included. */
    public long length() {
        return length;
    }

    /** Numbers that are learned, gaps not included. */
    public long count() {
        return parameters.stream().mapToLong(Parameter::length).sum();
    }
}
