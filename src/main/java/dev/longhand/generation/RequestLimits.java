package dev.longhand.generation;

import dev.longhand.engine.Predictor;
import dev.longhand.web.Invalid;
import dev.longhand.web.InvalidField;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** How large a request may be; some limits are properties, and one is about several fields together. */
@Component
class RequestLimits {
    private final GenerationProperties properties;

    RequestLimits(GenerationProperties properties) {
        this.properties = properties;
    }

    /** @throws Invalid names every field that is too large, or that contradicts another one */
    void check(GenerateRequest request) {
        var errors = new ArrayList<InvalidField>();
        int characters = request.prompt().codePointCount(0, request.prompt().length());
        atMost("/maxTokens", request.maxTokens(), properties.maxTokens(), errors);
        atMost("/n", request.n(), properties.maxChoices(), errors);
        if (request.bestOf() != null) {
            atMost("/bestOf", request.bestOf(), properties.maxChoices(), errors);
        }
        if (request.beams() != null) {
            atMost("/beams", request.beams(), properties.maxBeams(), errors);
        }
        if (characters > properties.maxPromptCharacters()) {
            errors.add(new InvalidField(
                    "/prompt", "must have at most " + properties.maxPromptCharacters() + " characters"));
        }
        int most = Math.min(properties.concurrent(), Predictor.MOST_ROWS);
        if (errors.isEmpty() && request.rows() > most) {
            errors.add(new InvalidField(
                    request.beams() != null ? "/beams" : request.bestOf() != null ? "/bestOf" : "/n",
                    "must be at most %d: so many are computed at the same time (longhand.generation.concurrent)"
                            .formatted(most)));
        }
        errors.addAll(Contradictions.in(request));
        if (errors.isEmpty()) {
            alternatives(request, characters, errors);
        }
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
    }

    private static void atMost(String pointer, int value, int most, List<InvalidField> errors) {
        if (value > most) {
            errors.add(new InvalidField(pointer, "must be at most " + most));
        }
    }

    /** Alternatives are most of an answer: twenty for every token of many texts would fill the memory. */
    private static void alternatives(GenerateRequest request, int promptCharacters, List<InvalidField> errors) {
        long tokens = (long) request.maxTokens() * request.rows() + (request.echo() ? promptCharacters : 0);
        if (tokens * request.logprobs() > GenerationProperties.MAX_ALTERNATIVES) {
            errors.add(new InvalidField(
                    "/logprobs",
                    "must be at most %d with so many tokens: together %d alternatives"
                            .formatted(
                                    GenerationProperties.MAX_ALTERNATIVES / tokens,
                                    GenerationProperties.MAX_ALTERNATIVES)));
        }
    }
}
