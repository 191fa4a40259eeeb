package dev.longhand.models;

import dev.longhand.engine.Activation;
import dev.longhand.engine.CellType;
import dev.longhand.engine.NetworkSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code network} object as it stands in an artifact and in the description of a model. What a file written by hand may
 * leave out is filled in.
 */
public record NetworkDescription(
        String cell,
        @Nullable String activation,
        @Nullable Integer layers,
        @Nullable Integer hiddenSize,
        @Nullable Integer embeddingSize,
        @Nullable Double dropout,
        @Nullable Double recurrentDropout,
        @Nullable Boolean tieEmbeddings,
        @Nullable Integer vocabularySize) {

    private static final Map<CellType, String> CELLS =
            new EnumMap<>(Map.of(CellType.LSTM, "lstm", CellType.GRU, "gru", CellType.RNN, "rnn"));

    private static final Map<Activation, String> ACTIVATIONS = new EnumMap<>(Map.of(
            Activation.TANH, "tanh",
            Activation.RELU, "relu",
            Activation.LEAKY_RELU, "leakyRelu",
            Activation.ELU, "elu"));

    public static NetworkDescription of(NetworkSpec spec) {
        return new NetworkDescription(
                Objects.requireNonNull(CELLS.get(spec.cell())),
                ACTIVATIONS.get(spec.activation()),
                spec.layers(),
                spec.hiddenSize(),
                spec.embeddingSize(),
                spec.dropout(),
                spec.recurrentDropout(),
                spec.tieEmbeddings(),
                spec.vocabularySize());
    }

    /**
     * The network of this description.
     *
     * @throws BadArtifact when a size is missing or out of range, or the network is of a kind that cannot be served
     */
    NetworkSpec toSpec() {
        try {
            return new NetworkSpec(
                    known("cell", cell, CELLS),
                    activation == null ? Activation.TANH : known("activation", activation, ACTIVATIONS),
                    required("layers", layers),
                    required("hiddenSize", hiddenSize),
                    required("embeddingSize", embeddingSize),
                    required("vocabularySize", vocabularySize),
                    Boolean.TRUE.equals(tieEmbeddings),
                    dropout == null ? 0 : dropout,
                    recurrentDropout == null ? 0 : recurrentDropout);
        } catch (IllegalArgumentException e) {
            throw new BadArtifact("In longhand.network " + e.getMessage() + ".");
        }
    }

    private static <T> T known(String field, @Nullable String name, Map<T, String> names) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new BadArtifact("longhand.network has the %s '%s'; known are %s."
                        .formatted(field, name, String.join(", ", names.values()))));
    }

    private static int required(String name, @Nullable Integer value) {
        if (value == null) {
            throw new BadArtifact("longhand.network has no " + name + ".");
        }
        return value;
    }
}
