package dev.longhand.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.CellType;
import dev.longhand.engine.RecurrentMatrices;
import dev.longhand.engine.UntrainedNetwork;
import dev.longhand.web.InvalidField;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One network of a gradient flow.
 *
 * @param activation     of rnn, tanh when it is left out; lstm and gru have their own
 * @param spectralRadius recurrent matrices are random rotations times this
 * @param initialScale   recurrent matrices are uniform in ±initialScale/√hiddenSize, with 1 as PyTorch begins; the default, where
 *                       spectralRadius is left out, too
 * @param forgetBias     of lstm, 1 when it is left out
 */
record FlowNetwork(
        @NotNull @Schema(example = "rnn") Cell cell,
        @Nullable Activation activation,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") @Schema(example = "1.5") @Nullable
        Double spectralRadius,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") @Nullable
        Double initialScale,

        @DecimalMin("-10") @DecimalMax("10") @Nullable Double forgetBias) {
    enum Cell {
        @JsonProperty("rnn")
        RNN,
        @JsonProperty("gru")
        GRU,
        @JsonProperty("lstm")
        LSTM
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

    /** The same with every default written out. */
    FlowNetwork resolved() {
        return new FlowNetwork(
                cell,
                cell == Cell.RNN ? Objects.requireNonNullElse(activation, Activation.TANH) : null,
                spectralRadius,
                spectralRadius == null ? Objects.requireNonNullElse(initialScale, 1.0) : null,
                cell == Cell.LSTM ? Objects.requireNonNullElse(forgetBias, 1.0) : null);
    }

    /** What would be without effect. */
    void addContradictions(String pointer, List<InvalidField> found) {
        if (cell != Cell.RNN && activation != null) {
            found.add(new InvalidField(pointer + "/activation", "is not possible: only the cell rnn takes one"));
        }
        if (cell != Cell.LSTM && forgetBias != null) {
            found.add(new InvalidField(pointer + "/forgetBias", "is not possible: only the cell lstm has one"));
        }
        if (spectralRadius != null && initialScale != null) {
            found.add(new InvalidField(pointer + "/initialScale", "is not possible together with spectralRadius"));
        }
    }

    UntrainedNetwork toSpec(int layers, int hiddenSize) {
        return new UntrainedNetwork(
                switch (cell) {
                    case RNN -> CellType.RNN;
                    case GRU -> CellType.GRU;
                    case LSTM -> CellType.LSTM;
                },
                activation == null ? dev.longhand.engine.Activation.TANH : activation(activation),
                layers,
                hiddenSize,
                spectralRadius == null
                        ? new RecurrentMatrices.Uniform(Objects.requireNonNullElse(initialScale, 1.0))
                        : new RecurrentMatrices.SpectralRadius(spectralRadius),
                Objects.requireNonNullElse(forgetBias, 1.0));
    }

    private static dev.longhand.engine.Activation activation(Activation activation) {
        return switch (activation) {
            case TANH -> dev.longhand.engine.Activation.TANH;
            case RELU -> dev.longhand.engine.Activation.RELU;
            case LEAKY_RELU -> dev.longhand.engine.Activation.LEAKY_RELU;
            case ELU -> dev.longhand.engine.Activation.ELU;
        };
    }
}
