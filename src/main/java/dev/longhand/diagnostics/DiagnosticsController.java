package dev.longhand.diagnostics;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A look inside over HTTP. */
@Tag(name = "Diagnostics", description = "What happens inside a network")
@RestController
class DiagnosticsController {
    private static final String REFERENCE = "an id, a name (its newest version), name:version or name@alias";

    private final Tracing tracing;
    private final GradientFlows flows;

    DiagnosticsController(Tracing tracing, GradientFlows flows) {
        this.tracing = tracing;
        this.flows = flows;
    }

    @Operation(summary = "Show what a model does with each token of a text", description = """
        For each layer the hidden state after each token and, for lstm and gru, how far the gates were open at it, and the \
        cell. The text is read from the zero state; a model of segments reads the end of a segment first, which is not \
        shown. The numbers are those that generation works with, up to rounding.\
        """)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(examples = @ExampleObject("""
                {"text": "public final class", "layers": [0], "units": [0, 1, 2]}\
                """)))
    @PostMapping("/api/v1/models/{ref}/trace")
    TraceResponse trace(
            @PathVariable @Parameter(description = REFERENCE, example = "demo") String ref,
            @Valid @RequestBody TraceRequest request) {
        return tracing.trace(ref, request);
    }

    @Operation(summary = "Show how far back the last token of a text reaches", description = """
        The loss of the last token alone goes back through time: at each lag the norm of its gradient with respect to the \
        state of each layer there, as in `/api/v1/diagnostics/gradient-flow`.\
        """)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(examples = @ExampleObject("""
                {"text": "public final class Example {"}\
                """)))
    @PostMapping("/api/v1/models/{ref}/gradient-flow")
    TextFlowResponse flow(
            @PathVariable @Parameter(description = REFERENCE, example = "demo") String ref,
            @Valid @RequestBody TextFlowRequest request) {
        return flows.flow(ref, request);
    }

    @Operation(summary = "Show how gradients vanish or explode", description = """
        Builds each network with random weights, lets it read random tokens, and takes the loss of the last one: at each lag \
        stands the norm of its gradient with respect to the state so many steps before; of lstm, hidden state and cell \
        together. Inputs are small, so that the recurrent matrices decide. Everything follows from the seed.\
        """)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(examples = @ExampleObject("""
                {"networks": [{"cell": "rnn", "activation": "tanh"},
                              {"cell": "rnn", "activation": "tanh", "spectralRadius": 1.5},
                              {"cell": "gru"},
                              {"cell": "lstm", "forgetBias": 1.0}],
                 "hiddenSize": 64, "layers": 1, "timeSteps": 200, "seed": 7,
                 "gradientClipping": {"type": "globalNorm", "threshold": 1.0}}\
                """)))
    @PostMapping("/api/v1/diagnostics/gradient-flow")
    GradientFlowResponse flow(@Valid @RequestBody GradientFlowRequest request) {
        return flows.flow(request);
    }
}
