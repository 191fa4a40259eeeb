package dev.longhand.engine;

import dev.longhand.engine.cell.Cell;
import dev.longhand.engine.layer.DropoutRates;
import dev.longhand.engine.layer.NetworkShape;
import dev.longhand.engine.layer.ParameterLayout;

/**
 * What a network is, apart from its weights.
 *
 * @param cell             the recurrent cell
 * @param activation       of a plain recurrence; of no meaning for the other cells, whose own are fixed
 * @param layers           recurrent layers, 1 to {@value #MAX_LAYERS}
 * @param hiddenSize       hidden units of each layer
 * @param embeddingSize    features of a token
 * @param vocabularySize   tokens
 * @param tieEmbeddings    whether the decoder's weights are the embedding's, behind a projection where sizes differ
 * @param dropout          share of the units between layers that a training sequence does without
 * @param recurrentDropout share of the recurrent weights that a training sequence does without (Merity et al. 2017)
 */
public record NetworkSpec(
        CellType cell,
        Activation activation,
        int layers,
        int hiddenSize,
        int embeddingSize,
        int vocabularySize,
        boolean tieEmbeddings,
        double dropout,
        double recurrentDropout) {
    public static final int MAX_LAYERS = 8;
    public static final int MAX_HIDDEN_SIZE = 4096;
    public static final int MAX_EMBEDDING_SIZE = 4096;
    /** Every code point there is. */
    public static final int MAX_VOCABULARY_SIZE = 0x110000;
    /** Above it hardly anything would be left to learn from. */
    public static final double MAX_DROPOUT = 0.9;

    /**
     * @throws IllegalArgumentException when a size is out of range; the message names it
     */
    public NetworkSpec {
        check("layers", layers, MAX_LAYERS);
        check("hiddenSize", hiddenSize, MAX_HIDDEN_SIZE);
        check("embeddingSize", embeddingSize, MAX_EMBEDDING_SIZE);
        check("vocabularySize", vocabularySize, MAX_VOCABULARY_SIZE);
        check("dropout", dropout);
        check("recurrentDropout", recurrentDropout);
    }

    /** Without dropout or tying; a plain recurrence gets tanh. */
    public NetworkSpec(CellType cell, int layers, int hiddenSize, int embeddingSize, int vocabularySize) {
        this(cell, Activation.TANH, layers, hiddenSize, embeddingSize, vocabularySize, false, 0, 0);
    }

    NetworkSpec withVocabularySize(int size) {
        return new NetworkSpec(
                cell, activation, layers, hiddenSize, embeddingSize, size, tieEmbeddings, dropout, recurrentDropout);
    }

    private static void check(String name, int value, int maximum) {
        if (value < 1 || value > maximum) {
            throw new IllegalArgumentException(
                    "%s is %d; between 1 and %d is possible".formatted(name, value, maximum));
        }
    }

    private static void check(String name, double share) {
        if (!(share >= 0 && share <= MAX_DROPOUT)) {
            throw new IllegalArgumentException(
                    "%s is %s; between 0 and %s is possible".formatted(name, share, MAX_DROPOUT));
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
        return new NetworkShape(toCell(), vocabularySize, embeddingSize, hiddenSize, layers, tieEmbeddings);
    }

    private Cell toCell() {
        return switch (cell) {
            case LSTM -> Cell.LSTM;
            case GRU -> Cell.GRU;
            case RNN ->
                switch (activation) {
                    case TANH -> Cell.RNN_TANH;
                    case RELU -> Cell.RNN_RELU;
                    case LEAKY_RELU -> Cell.RNN_LEAKY_RELU;
                    case ELU -> Cell.RNN_ELU;
                };
        };
    }

    DropoutRates dropoutRates() {
        return new DropoutRates(dropout, recurrentDropout);
    }
}
