package dev.longhand.models;

import dev.longhand.engine.CellType;
import dev.longhand.engine.NetworkSpec;
import java.util.Locale;
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

    public static NetworkDescription of(NetworkSpec spec) {
        return new NetworkDescription(
                spec.cell().name().toLowerCase(Locale.ROOT),
                "tanh",
                spec.layers(),
                spec.hiddenSize(),
                spec.embeddingSize(),
                0.0,
                0.0,
                false,
                spec.vocabularySize());
    }

    /**
     * The network of this description.
     *
     * @throws BadArtifact when a size is missing or out of range, or the network is of a kind that cannot be served
     */
    NetworkSpec toSpec() {
        if (!"lstm".equals(cell)) {
            throw new BadArtifact("longhand.network has the cell '%s'; known is lstm.".formatted(cell));
        }
        if (Boolean.TRUE.equals(tieEmbeddings)) {
            throw new BadArtifact("longhand.network has tied embeddings, which cannot be served yet.");
        }
        try {
            return new NetworkSpec(
                    CellType.LSTM,
                    required("layers", layers),
                    required("hiddenSize", hiddenSize),
                    required("embeddingSize", embeddingSize),
                    required("vocabularySize", vocabularySize));
        } catch (IllegalArgumentException e) {
            throw new BadArtifact("In longhand.network " + e.getMessage() + ".");
        }
    }

    private static int required(String name, @Nullable Integer value) {
        if (value == null) {
            throw new BadArtifact("longhand.network has no " + name + ".");
        }
        return value;
    }
}
