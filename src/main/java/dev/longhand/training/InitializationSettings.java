package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.InitializationSpec;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;

/**
 * What the weights are before the first step; the default depends on the cell and its activation.
 *
 * @param input      of the matrices that read from below
 * @param recurrent  of the matrices that read the state before
 * @param forgetBias of lstm: how far its forget gate begins open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InitializationSettings(
        Input input,
        Recurrent recurrent,

        @DecimalMin("-10") @DecimalMax("10") @Nullable Double forgetBias) {
    enum Input {
        @JsonProperty("xavier")
        XAVIER,
        @JsonProperty("uniform")
        UNIFORM
    }

    enum Recurrent {
        @JsonProperty("orthogonal")
        ORTHOGONAL,
        @JsonProperty("uniform")
        UNIFORM,
        @JsonProperty("identity")
        IDENTITY
    }

    static InitializationSettings defaultFor(NetworkSettings network) {
        var spec = InitializationSpec.defaultFor(network.cellType(), network.activationOfCell());
        return new InitializationSettings(
                switch (spec.input()) {
                    case XAVIER -> Input.XAVIER;
                    case UNIFORM -> Input.UNIFORM;
                },
                switch (spec.recurrent()) {
                    case ORTHOGONAL -> Recurrent.ORTHOGONAL;
                    case UNIFORM -> Recurrent.UNIFORM;
                    case IDENTITY -> Recurrent.IDENTITY;
                },
                network.cell() == NetworkSettings.Cell.LSTM ? (Double) spec.forgetBias() : null);
    }

    /** Where the cell has no forget gate, its bias is nowhere read. */
    InitializationSpec toSpec() {
        return new InitializationSpec(
                switch (input) {
                    case XAVIER -> InitializationSpec.Input.XAVIER;
                    case UNIFORM -> InitializationSpec.Input.UNIFORM;
                },
                switch (recurrent) {
                    case ORTHOGONAL -> InitializationSpec.Recurrent.ORTHOGONAL;
                    case UNIFORM -> InitializationSpec.Recurrent.UNIFORM;
                    case IDENTITY -> InitializationSpec.Recurrent.IDENTITY;
                },
                forgetBias == null ? 0 : forgetBias);
    }
}
