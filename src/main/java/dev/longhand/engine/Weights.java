package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.layer.Parameter;
import dev.longhand.engine.layer.Parameters;
import java.util.random.RandomGenerator;

/** The numbers of a trained network. Immutable while they serve: training writes its own copy. */
public final class Weights {
    private final NetworkSpec spec;
    private final Floats flat;

    Weights(NetworkSpec spec, Floats flat) {
        this.spec = spec;
        this.flat = flat;
    }

    /**
     * Weights to begin with: input matrices uniform after Glorot and Bengio (2010), recurrent ones uniform in ±1/√H as in
     * PyTorch, the forget gate's bias 1 (Jozefowicz et al. 2015), embedding rows of variance 1, decoder uniform in ±1/√H.
     */
    static Weights initial(NetworkSpec spec, long seed) {
        var weights = new Weights(spec, Floats.zeros(spec.layout().length()));
        int number = 0;
        for (var parameter : spec.layout().parameters()) {
            weights.initialize(parameter, RandomStreams.of(seed, "initial weights", number++));
        }
        return weights;
    }

    private void initialize(Parameter parameter, RandomGenerator random) {
        double recurrent = 1 / Math.sqrt(spec.hiddenSize());
        var name = parameter.name();
        if (name.startsWith("lstm.bias")) {
            int H = spec.hiddenSize();
            for (int j = H; j < 2 * H; j++) {
                flat.set(parameter.offset() + j, 1);
            }
        } else if (name.startsWith("lstm.weight_ih")) {
            uniform(parameter, random, Math.sqrt(6.0 / (parameter.rows() + spec.hiddenSize())));
        } else if (name.equals("embedding.weight")) {
            uniform(parameter, random, Math.sqrt(3));
        } else if (!name.equals("decoder.bias")) {
            uniform(parameter, random, recurrent);
        }
    }

    private void uniform(Parameter parameter, RandomGenerator random, double bound) {
        for (long i = 0; i < parameter.length(); i++) {
            flat.set(parameter.offset() + i, (float) (bound * (2 * random.nextDouble() - 1)));
        }
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
        return Parameters.of(spec.layout(), flat);
    }

    Weights copy() {
        var copy = Floats.zeros(flat.length());
        copy.copyFrom(flat);
        return new Weights(spec, copy);
    }
}
