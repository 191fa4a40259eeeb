package dev.longhand.engine;

/** Weights as training begins, which only the engine may make. */
public final class SmallWeights {
    private SmallWeights() {}

    public static Weights of(NetworkSpec network) {
        return EveryCell.initial(network, 7);
    }
}
