package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.CellType;
import dev.longhand.engine.NetworkSpec;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The network.
 *
 * @param cell             kind of the recurrent layers
 * @param activation       of rnn; lstm and gru have their own, which is shown as tanh
 * @param layers           recurrent layers
 * @param hiddenSize       hidden units of each layer
 * @param embeddingSize    features of a token
 * @param dropout          share of the units between layers that a training sequence does without
 * @param recurrentDropout share of the recurrent weights that a training sequence does without
 * @param tieEmbeddings    whether a token is predicted with the same weights that it is read with
 */
record NetworkSettings(
        Cell cell,
        Activation activation,
        @Min(1) @Max(NetworkSpec.MAX_LAYERS) Integer layers,
        @Min(1) @Max(NetworkSpec.MAX_HIDDEN_SIZE) Integer hiddenSize,
        @Min(1) @Max(NetworkSpec.MAX_EMBEDDING_SIZE) Integer embeddingSize,
        @DecimalMin("0") @DecimalMax("0.9") Double dropout,
        @DecimalMin("0") @DecimalMax("0.9") Double recurrentDropout,
        Boolean tieEmbeddings) {
    enum Cell {
        @JsonProperty("lstm")
        LSTM,
        @JsonProperty("gru")
        GRU,
        @JsonProperty("rnn")
        RNN
    }

    enum Activation {
        @JsonProperty("tanh")
        TANH,
        @JsonProperty("relu")
        RELU,
        @JsonProperty("leakyRelu")
        LEAKY_RELU,
        @JsonProperty("elu")
        ELU
    }

    CellType cellType() {
        return switch (cell) {
            case LSTM -> CellType.LSTM;
            case GRU -> CellType.GRU;
            case RNN -> CellType.RNN;
        };
    }

    dev.longhand.engine.Activation activationOfCell() {
        return switch (activation) {
            case TANH -> dev.longhand.engine.Activation.TANH;
            case RELU -> dev.longhand.engine.Activation.RELU;
            case LEAKY_RELU -> dev.longhand.engine.Activation.LEAKY_RELU;
            case ELU -> dev.longhand.engine.Activation.ELU;
        };
    }

    NetworkSpec toSpec(int vocabularySize) {
        return new NetworkSpec(
                cellType(),
                activationOfCell(),
                layers,
                hiddenSize,
                embeddingSize,
                vocabularySize,
                tieEmbeddings,
                dropout,
                recurrentDropout);
    }
}
