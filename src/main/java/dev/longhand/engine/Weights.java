package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.layer.Parameters;

/** The numbers of a trained network. Immutable while they serve: training writes its own copy. */
public final class Weights {
    /** Instead of an old id: a token that the network did not know. */
    public static final int FRESH = -1;

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

    /**
     * The same network with another vocabulary: tokens that it knew keep their numbers bit for bit.
     *
     * @param oldIdOfNew for every token of the new vocabulary the id that it had, or {@link #FRESH}
     * @param seed       decides the numbers of the fresh tokens, which are those with which a training would begin
     * @throws IllegalArgumentException when an old id is none
     */
    public Weights withVocabulary(int[] oldIdOfNew, InitializationSpec initialization, long seed) {
        var change = new VocabularyChange(this, oldIdOfNew);
        var weights = initial(spec.withVocabularySize(oldIdOfNew.length), initialization, seed);
        change.writeTo(weights);
        return weights;
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
            throw new IllegalArgumentException(
                    "The weights are of another network: %s instead of %s".formatted(spec.shape(), network.shape()));
        }
        return new Weights(network, copy().flat);
    }

    Weights copy() {
        var copy = Floats.zeros(flat.length());
        copy.copyFrom(flat);
        return new Weights(spec, copy);
    }
}
