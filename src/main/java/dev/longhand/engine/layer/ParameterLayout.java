package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parameters a network has and where they lie in its flat vector. Each begins on a cache line; the gaps hold zeros, get
 * no gradient and stay zero.
 *
 * <pre>
 *   embedding (V,E) · per layer Wx (I,4H), Wh (H,4H), b (4H), I = E for the first and H for the others · decoder (V,H), (V)
 * </pre>
 */
public final class ParameterLayout {
    private static final int GATES = 4;

    private final List<Parameter> parameters = new ArrayList<>();
    private long length;

    public ParameterLayout(NetworkShape shape) {
        add("embedding.weight", shape.V(), shape.E());
        for (int l = 0; l < shape.L(); l++) {
            add("lstm.weight_ih_l" + l, l == 0 ? shape.E() : shape.H(), (long) GATES * shape.H());
            add("lstm.weight_hh_l" + l, shape.H(), (long) GATES * shape.H());
            add("lstm.bias_l" + l, 1, (long) GATES * shape.H());
        }
        add("decoder.weight", shape.V(), shape.H());
        add("decoder.bias", 1, shape.V());
    }

    private void add(String name, long rows, long columns) {
        var parameter = new Parameter(name, rows, columns, length);
        parameters.add(parameter);
        length = Floats.aligned(length + parameter.length());
    }

    public List<Parameter> parameters() {
        return parameters;
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
