package dev.longhand.openai;

import dev.longhand.generation.GenerateRequest;
import dev.longhand.web.Invalid;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes requests for texts out of those for completions; their fields are those of the service's own JSON. */
@Component
class CompletionTranslation {
    /** As there: so many prompts of one request. */
    private static final int MAX_PROMPTS = 128;

    /** What is left out there means this. */
    private static final int MAX_TOKENS = 16;

    private static final double TEMPERATURE = 1;

    private final PublishedModels models;
    private final CoreRequests requests;
    private final JsonMapper json;

    CompletionTranslation(PublishedModels models, CoreRequests requests, JsonMapper json) {
        this.models = models;
        this.requests = requests;
        this.json = json;
    }

    /**
     * What to write.
     *
     * @throws Unsupported names a field that has no meaning here
     * @throws Missing     when there is no such model
     * @throws Invalid     names every value that is not allowed
     */
    CompletionOrder translate(CompletionRequest request) {
        refuse(request);
        var fields = fields(request);
        return new CompletionOrder(
                models.named(request.model()),
                prompts(request.prompt()).stream()
                        .map(prompt -> requests.read(fields.put("prompt", prompt), GenerateRequest.class))
                        .toList(),
                request.logprobs(),
                request.isUsageIncluded());
    }

    private static void refuse(CompletionRequest request) {
        if (request.suffix() != null) {
            throw new Unsupported("suffix", "is not supported: models here read from left to right");
        }
        var options = request.streamOptions();
        if (options != null && !request.isStreamed()) {
            throw new Invalid("stream_options", "is only possible with stream");
        }
        if (options != null && Boolean.TRUE.equals(options.includeObfuscation())) {
            throw new Unsupported("stream_options.include_obfuscation", "is not supported");
        }
    }

    private ObjectNode fields(CompletionRequest request) {
        var fields = json.createObjectNode();
        fields.put("maxTokens", request.maxTokens() == null ? MAX_TOKENS : request.maxTokens());
        fields.put("temperature", request.temperature() == null ? TEMPERATURE : request.temperature());
        fields.put("topP", request.topP());
        fields.put("presencePenalty", request.presencePenalty());
        fields.put("frequencyPenalty", request.frequencyPenalty());
        fields.set("logitBias", json.valueToTree(request.logitBias()));
        fields.set("stop", json.valueToTree(strings("stop", request.stop())));
        fields.put("seed", request.seed());
        fields.put("n", request.n());
        fields.put("bestOf", request.bestOf());
        fields.put("echo", request.echo());
        fields.put("logprobs", logprobs(request.logprobs()));
        return fields;
    }

    /** Nothing but the tokens' own is said there with 0, and here with the alternatives only. */
    private static @Nullable Integer logprobs(@Nullable Integer alternatives) {
        return alternatives != null && alternatives == 0 ? Integer.valueOf(1) : alternatives;
    }

    private static List<String> prompts(@Nullable JsonNode prompt) {
        if (prompt == null || prompt.isNull()) {
            return List.of("");
        }
        if (prompt.isArray()
                && !prompt.isEmpty()
                && (prompt.get(0).isNumber() || prompt.get(0).isArray())) {
            throw new Unsupported("prompt", "must be a text or a list of texts: tokens are each model's own");
        }
        var prompts = strings("prompt", prompt);
        if (prompts.isEmpty() || prompts.size() > MAX_PROMPTS) {
            throw new Invalid("prompt", "must be a text or 1 to %d of them".formatted(MAX_PROMPTS));
        }
        return prompts;
    }

    private static List<String> strings(String param, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (value.isString()) {
            return List.of(value.asString());
        }
        if (!value.isArray()
                || !StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isString)) {
            throw new Invalid(param, "must be a text or a list of texts");
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
