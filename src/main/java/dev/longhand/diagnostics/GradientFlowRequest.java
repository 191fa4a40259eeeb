package dev.longhand.diagnostics;

import dev.longhand.engine.NetworkSpec;
import dev.longhand.web.Invalid;
import dev.longhand.web.InvalidField;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Networks that nobody trained, all of one size, which read the same random tokens.
 *
 * @param hiddenSize       units of each layer
 * @param timeSteps        tokens that are read before the one whose loss is taken
 * @param seed             decides weights and tokens; drawn and returned when it is left out
 * @param gradientClipping of the gradient of the parameters
 */
record GradientFlowRequest(
        @NotNull @Size(min = 1) List<@NotNull @Valid FlowNetwork> networks,

        @Schema(defaultValue = "64") @Min(1) @Max(NetworkSpec.MAX_HIDDEN_SIZE)
        Integer hiddenSize,

        @Schema(defaultValue = "1") @Min(1) @Max(NetworkSpec.MAX_LAYERS)
        Integer layers,

        @Schema(defaultValue = "200") @Min(1) Integer timeSteps,
        @Nullable Long seed,
        @Valid FlowClipping gradientClipping) {
    GradientFlowRequest {
        hiddenSize = hiddenSize == null ? 64 : hiddenSize;
        layers = layers == null ? 1 : layers;
        timeSteps = timeSteps == null ? 200 : timeSteps;
        gradientClipping = gradientClipping == null ? FlowClipping.DEFAULT : gradientClipping;
    }

    /** @throws Invalid names every value that is right by itself and would be without effect */
    void check() {
        var found = new ArrayList<InvalidField>();
        for (int k = 0; k < networks.size(); k++) {
            networks.get(k).addContradictions("/networks/" + k, found);
        }
        gradientClipping.addContradictions("/gradientClipping", found);
        if (!found.isEmpty()) {
            throw new Invalid(found);
        }
    }
}
