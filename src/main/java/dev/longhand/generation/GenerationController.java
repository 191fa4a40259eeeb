package dev.longhand.generation;

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

/** Generation over HTTP. */
@Tag(name = "Generation", description = "Text from a model")
@RestController
class GenerationController {
    private final TextGeneration generation;
    private final Scoring scoring;

    GenerationController(TextGeneration generation, Scoring scoring) {
        this.generation = generation;
        this.scoring = scoring;
    }

    @Operation(summary = "Write with a model", description = """
        The same request with the same seed gives the same text; a seed that was drawn is returned. A token is chosen in \
        this order: logitBias; banned, noRepeatNgram, minTokens; repetitionPenalty, presencePenalty with \
        frequencyPenalty; temperature; typicalP; topK; topP; minP. Log-probabilities are the model's own, before all that.\
        """)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "sampling", value = """
                                    {"prompt": "public ", "maxTokens": 200, "temperature": 0.8, "seed": 42}\
                                    """),
                                @ExampleObject(name = "all at once", value = """
                                    {"prompt": "public ", "maxTokens": 100, "temperature": 0.9, "topP": 0.95, "minP": 0.02,
                                     "repetitionPenalty": 1.1, "noRepeatNgram": 12,
                                     "stop": ["\\n\\n"], "n": 2, "bestOf": 4, "logprobs": 3, "seed": 42}\
                                    """),
                                @ExampleObject(name = "beam search", value = """
                                    {"prompt": "public ", "maxTokens": 60, "beams": 4}\
                                    """)
                            }))
    @PostMapping("/api/v1/models/{ref}/generate")
    GenerateResponse generate(
            @PathVariable
                    @Parameter(
                            description = "an id, a name (its newest version), name:version or name@alias",
                            example = "demo")
                    String ref,
            @Valid @RequestBody GenerateRequest request) {
        return generation.generate(ref, request);
    }

    @Operation(summary = "Say how probable a text is to a model", description = """
        The log-probability of each token after those before it, in nats, as generate reports it; the first one as after \
        an empty prompt. Where the model reads a text and its continuation as the same tokens together and apart, the \
        numbers are the same.\
        """)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(examples = @ExampleObject("""
                {"text": "public final class"}\
                """)))
    @PostMapping("/api/v1/models/{ref}/score")
    ScoreResponse score(
            @PathVariable
                    @Parameter(
                            description = "an id, a name (its newest version), name:version or name@alias",
                            example = "demo")
                    String ref,
            @Valid @RequestBody ScoreRequest request) {
        return scoring.score(ref, request);
    }
}
