package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.layer.Parameters;

/** The numbers of a trained network. Immutable while they serve: training writes its own copy. */
public final class Weights {
    private final NetworkSpec spec;
    private final Floats flat;

    Weights(NetworkSpec spec, Floats flat) {
        this.spec = spec;
        this.flat = flat;
    }

    static Weights initial(NetworkSpec spec, InitializationSpec initialization, long seed) {
        var weights = new Weights(spec, Floats.zeros(spec.layout().length()));
        new Initializer(spec, initialization, weights.flat).initialize(seed);
        return weights;
    }

    public NetworkSpec spec() {
        return spec;
    }

    /** Memory that the weights take, in bytes. */
    public long bytes() {
        return Float.BYTES * flat.length();
    }

    Floats flat() {
        return flat;
    }

    Parameters parameters() {
        return Parameters.of(spec.shape(), flat);
    }

    /**
     * @throws IllegalArgumentException when that network has another shape
     */
    Weights copyFor(NetworkSpec network) {
        if (!network.shape().equals(spec.shape())) {
            throw new IllegalArgumentException("The weights are of another network: %s instead of %s"
                    .formatted(spec.shape(), network.shape()));
        }
        return new Weights(network, copy().flat);
    }

    Weights copy() {
        var copy = Floats.zeros(flat.length());
        copy.copyFrom(flat);
        return new Weights(spec, copy);
    }
}
