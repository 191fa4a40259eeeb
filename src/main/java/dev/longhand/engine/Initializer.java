package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.layer.Parameter;
import java.util.random.RandomGenerator;

/**
 * Writes the weights to begin with: recurrent layers as their spec says, embedding rows of variance 1 (or, where the decoder
 * reads with them, uniform in ±0.1 as in Merity et al. 2017), decoder and projection uniform in ±1/√H.
 */
final class Initializer {
    private static final double TIED = 0.1;

    private final NetworkSpec network;
    private final InitializationSpec spec;
    private final Floats flat;

    Initializer(NetworkSpec network, InitializationSpec spec, Floats flat) {
        this.network = network;
        this.spec = spec;
        this.flat = flat;
    }

    void initialize(long seed) {
        int number = 0;
        for (var parameter : network.layout().parameters()) {
            initialize(parameter, RandomStreams.of(seed, "initial weights", number++));
        }
    }

    private void initialize(Parameter parameter, RandomGenerator random) {
        var name = parameter.name();
        double byHidden = 1 / Math.sqrt(network.hiddenSize());
        if (name.contains(".weight_ih_l")) {
            double xavier = Math.sqrt(6.0 / (parameter.rows() + network.hiddenSize()));
            uniform(
                    parameter,
                    random,
                    switch (spec.input()) {
                        case XAVIER -> xavier;
                        case UNIFORM -> byHidden;
                    });
        } else if (name.contains(".weight_hh_l")) {
            recurrent(parameter, random, byHidden);
        } else if (name.startsWith("lstm.bias_l")) {
            int H = network.hiddenSize();
            for (int j = H; j < 2 * H; j++) {
                flat.set(parameter.offset() + j, (float) spec.forgetBias());
            }
        } else if (name.equals("embedding.weight")) {
            uniform(parameter, random, network.tieEmbeddings() ? TIED : Math.sqrt(3));
        } else if (name.equals("decoder.weight") || name.equals("projection.weight")) {
            uniform(parameter, random, byHidden);
        }
    }

    private void uniform(Parameter parameter, RandomGenerator random, double bound) {
        for (long i = 0; i < parameter.length(); i++) {
            flat.set(parameter.offset() + i, (float) (bound * (2 * random.nextDouble() - 1)));
        }
    }

    /** One square matrix a gate, side by side. */
    private void recurrent(Parameter parameter, RandomGenerator random, double bound) {
        if (spec.recurrent() == InitializationSpec.Recurrent.UNIFORM) {
            uniform(parameter, random, bound);
            return;
        }
        int H = network.hiddenSize();
        for (long gate = 0; gate * H < parameter.columns(); gate++) {
            var matrix = spec.recurrent() == InitializationSpec.Recurrent.IDENTITY
                    ? Rotation.identity(H)
                    : Rotation.random(H, random);
            for (int row = 0; row < H; row++) {
                for (int column = 0; column < H; column++) {
                    flat.set(parameter.offset() + row * parameter.columns() + gate * H + column, (float)
                            matrix[row][column]);
                }
            }
        }
    }
}
