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

    GenerationController(TextGeneration generation) {
        this.generation = generation;
    }

    @Operation(
            summary = "Write with a model",
            description = "The same request with the same seed gives the same text; a seed that was drawn is returned.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(examples = @ExampleObject("""
                {"prompt": "public ", "maxTokens": 200, "temperature": 0.8, "seed": 42}\
                """)))
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
}
