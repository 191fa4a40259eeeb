package dev.longhand.generation;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Generation over HTTP. */
@Tag(name = "Generation", description = "Text from a model")
@RestController
class GenerationController {
    private static final String PATH = "/api/v1/models/{ref}/generate";

    private final TextGeneration generation;
    private final TokenEvents events;
    private final Scoring scoring;

    GenerationController(TextGeneration generation, TokenEvents events, Scoring scoring) {
        this.generation = generation;
        this.events = events;
        this.scoring = scoring;
    }

    @Operation(summary = "Write with a model", description = """
        The same request with the same seed gives the same text; a seed that was drawn is returned. A token is chosen in \
        this order: logitBias; banned, noRepeatNgram, minTokens; repetitionPenalty, presencePenalty with \
        frequencyPenalty; temperature; typicalP; topK; topP; minP. Log-probabilities are the model's own, before all that.

        With `Accept: text/event-stream` the texts come as server-sent events while they are written. Each `token` event has \
        the `index` of its choice, `text` that goes on with it, and the `tokens` that the text consists of, as in the JSON \
        answer: one, or several where only they together are a whole character, or none where a stop string has cut one in \
        two. All `text` of a choice together is the text of the JSON answer. With `echo` the first event of a choice is the \
        prompt; with `beams`, or `bestOf` above `n`, all events come at the end, when the best texts are known. After \
        silence there are comments. Then one `done` event has the finish reasons, `usage`, `timing` and the `seed`; or an \
        `error` event has a problem, as an answer with that status would have. A client that goes away ends the work.\
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
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = GenerateResponse.class)),
                @Content(
                        mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject("""
                            event: token
                            data: {"index":0,"text":"c","tokens":[{"id":31,"text":"c"}]}

                            event: token
                            data: {"index":0,"text":"l","tokens":[{"id":40,"text":"l"}]}

                            event: done
                            data: {"id":"0198f3a0-0000-7000-8000-000000000001",\
                            "modelId":"0198f3a0-0000-7000-8000-000000000000",\
                            "seed":42,"choices":[{"index":0,"finishReason":"length"}],\
                            "usage":{"promptTokens":7,"completionTokens":2},\
                            "timing":{"queued":"PT0.0001S","prompt":"PT0.002S","completion":"PT0.001S","tokensPerSecond":2000.0}}
                            """))
            })
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    GenerateResponse generate(
            @PathVariable
                    @Parameter(
                            description = "an id, a name (its newest version), name:version or name@alias",
                            example = "demo")
                    String ref,
            @Valid @RequestBody GenerateRequest request) {
        return generation.generate(ref, request);
    }

    /** The same as it is written; one operation with {@link #generate} in the description of the API. */
    @Hidden
    @PostMapping(path = PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(@PathVariable String ref, @Valid @RequestBody GenerateRequest request, HttpServletResponse response) {
        events.send(generation.stream(ref, request), response);
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
