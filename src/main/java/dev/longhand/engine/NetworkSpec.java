package dev.longhand.engine;

import dev.longhand.engine.layer.NetworkShape;
import dev.longhand.engine.layer.ParameterLayout;

/**
 * What a network is, apart from its weights.
 *
 * @param cell           the recurrent cell
 * @param layers         recurrent layers, 1 to {@value #MAX_LAYERS}
 * @param hiddenSize     hidden units of each layer
 * @param embeddingSize  features of a token
 * @param vocabularySize tokens
 */
public record NetworkSpec(CellType cell, int layers, int hiddenSize, int embeddingSize, int vocabularySize) {
    public static final int MAX_LAYERS = 8;
    public static final int MAX_HIDDEN_SIZE = 4096;
    public static final int MAX_EMBEDDING_SIZE = 4096;
    /** Every code point there is. */
    public static final int MAX_VOCABULARY_SIZE = 0x110000;

    /**
     * @throws IllegalArgumentException when a size is out of range; the message names it
     */
    public NetworkSpec {
        check("layers", layers, MAX_LAYERS);
        check("hiddenSize", hiddenSize, MAX_HIDDEN_SIZE);
        check("embeddingSize", embeddingSize, MAX_EMBEDDING_SIZE);
        check("vocabularySize", vocabularySize, MAX_VOCABULARY_SIZE);
    }

    private static void check(String name, int value, int maximum) {
        if (value < 1 || value > maximum) {
            throw new IllegalArgumentException(
                    "%s is %d; between 1 and %d is possible".formatted(name, value, maximum));
        }
    }

    /** Numbers that are learned. */
    public long parameters() {
        return layout().count();
    }

    ParameterLayout layout() {
        return new ParameterLayout(shape());
    }

    NetworkShape shape() {
        return new NetworkShape(vocabularySize, embeddingSize, hiddenSize, layers);
    }
}
