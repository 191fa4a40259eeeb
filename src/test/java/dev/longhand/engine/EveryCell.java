package dev.longhand.engine;

import java.util.Arrays;
import java.util.stream.Stream;

/** All recurrent cells that a spec can ask for. */
record EveryCell(CellType type, Activation activation) {
    static Stream<EveryCell> stream() {
        return Stream.of(CellType.values())
                .flatMap(type -> Arrays.stream(
                                type == CellType.RNN ? Activation.values() : new Activation[] {Activation.TANH})
                        .map(activation -> new EveryCell(type, activation)));
    }

    NetworkSpec network(int layers, int H, int E, int V) {
        return network(layers, H, E, V, false);
    }

    NetworkSpec network(int layers, int H, int E, int V, boolean tied) {
        return new NetworkSpec(type, activation, layers, H, E, V, tied, 0, 0);
    }

    /** As training begins. */
    static Weights initial(NetworkSpec network, long seed) {
        return Weights.initial(network, InitializationSpec.defaultFor(network.cell(), network.activation()), seed);
    }

    @Override
    public String toString() {
        return type == CellType.RNN ? "RNN of " + activation : type.toString();
    }
}
