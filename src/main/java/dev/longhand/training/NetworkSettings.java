package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.CellType;
import dev.longhand.engine.NetworkSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The network.
 *
 * @param layers           recurrent layers
 * @param hiddenSize       hidden units of each layer
 * @param embeddingSize    features of a token
 * @param dropout          not possible yet but as 0
 * @param recurrentDropout not possible yet but as 0
 * @param tieEmbeddings    not possible yet but as false
 */
record NetworkSettings(
        @Schema(defaultValue = "lstm") Cell cell,
        @Schema(defaultValue = "tanh") Activation activation,

        @Min(1) @Max(NetworkSpec.MAX_LAYERS) @Schema(defaultValue = "2")
        Integer layers,

        @Min(1) @Max(NetworkSpec.MAX_HIDDEN_SIZE) @Schema(defaultValue = "256")
        Integer hiddenSize,

        @Min(1) @Max(NetworkSpec.MAX_EMBEDDING_SIZE) @Schema(defaultValue = "64")
        Integer embeddingSize,

        @DecimalMin("0") @DecimalMax("0") @Schema(defaultValue = "0")
        Double dropout,

        @DecimalMin("0") @DecimalMax("0") @Schema(defaultValue = "0")
        Double recurrentDropout,

        @AssertFalse(message = "must be false") @Schema(defaultValue = "false")
        Boolean tieEmbeddings) {
    enum Cell {
        @JsonProperty("lstm")
        LSTM
    }

    enum Activation {
        @JsonProperty("tanh")
        TANH
    }

    /** What is left out takes its value from here. */
    static final NetworkSettings DEFAULTS =
            new NetworkSettings(Cell.LSTM, Activation.TANH, 2, 256, 64, 0.0, 0.0, false);

    NetworkSettings {
        cell = cell == null ? DEFAULTS.cell : cell;
        activation = activation == null ? DEFAULTS.activation : activation;
        layers = layers == null ? DEFAULTS.layers : layers;
        hiddenSize = hiddenSize == null ? DEFAULTS.hiddenSize : hiddenSize;
        embeddingSize = embeddingSize == null ? DEFAULTS.embeddingSize : embeddingSize;
        dropout = dropout == null ? DEFAULTS.dropout : dropout;
        recurrentDropout = recurrentDropout == null ? DEFAULTS.recurrentDropout : recurrentDropout;
        tieEmbeddings = tieEmbeddings == null ? DEFAULTS.tieEmbeddings : tieEmbeddings;
    }

    NetworkSpec toSpec(int vocabularySize) {
        var type = switch (cell) {
            case LSTM -> CellType.LSTM;
        };
        return new NetworkSpec(type, layers, hiddenSize, embeddingSize, vocabularySize);
    }
}
