package dev.longhand.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Completions in the format of OpenAI's API. */
@Tag(name = OpenAiTag.NAME, description = OpenAiTag.DESCRIPTION)
@RestController
class CompletionsController {
    private final CompletionTranslation translation;
    private final Completions completions;
    private final CompletionStreams streams;

    CompletionsController(CompletionTranslation translation, Completions completions, CompletionStreams streams) {
        this.translation = translation;
        this.completions = completions;
        this.streams = streams;
    }

    @Operation(
            summary = "Continue a text, or several",
            description =
                    "With stream the answer is server-sent events, each with a piece, and [DONE] at the end. logit_bias"
                            + " names tokens by their text. Refused: suffix, prompts of tokens.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "whole", value = """
                                    {"model": "demo", "prompt": "public ", "max_tokens": 200, "temperature": 0.8, "seed": 42}\
                                    """),
                                @ExampleObject(name = "stream", value = """
                                    {"model": "demo", "prompt": "public ", "max_tokens": 200, "stop": ["\\n\\n"],
                                     "stream": true, "stream_options": {"include_usage": true}}\
                                    """)
                            }))
    @PostMapping("/v1/completions")
    @Nullable
    ResponseEntity<Completion> complete(@Valid @RequestBody CompletionRequest request, HttpServletResponse response) {
        var order = translation.translate(request);
        completions.check(order);
        if (request.isStreamed()) {
            streams.send(order, response);
            return null; // all of it is sent
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(completions.write(order));
    }
}
