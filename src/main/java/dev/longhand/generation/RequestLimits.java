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
        boolean fewPlaces = properties.concurrent() < Predictor.MOST_ROWS;
        int most = fewPlaces ? properties.concurrent() : Predictor.MOST_ROWS;
        if (errors.isEmpty() && request.rows() > most) {
            errors.add(new InvalidField(
                    request.beams() != null ? "/beams" : request.bestOf() != null ? "/bestOf" : "/n",
                    "must be at most %d: so many are computed at the same time (%s)"
                            .formatted(
                                    most, fewPlaces ? "longhand.generation.concurrent" : GenerationProperties.ROWS)));
        }
        errors.addAll(Contradictions.in(request));
        if (errors.isEmpty()) {
            alternatives(request, errors);
        }
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
    }

    /** @throws Invalid when requests that are answered together are more than one may be */
    void checkTogether(List<GenerateRequest> requests) {
        long most = (long) properties.maxChoices() * properties.maxTokens();
        long tokens = requests.stream().mapToLong(RequestLimits::tokens).sum();
        if (tokens > most) {
            throw new Invalid(
                    "/prompt", "must have fewer texts or tokens: together %d, and at most %d".formatted(tokens, most));
        }
        long alternatives = requests.stream()
                .mapToLong(request -> tokens(request) * request.logprobs())
                .sum();
        if (alternatives > GenerationProperties.MAX_ALTERNATIVES) {
            throw new Invalid(
                    "/logprobs",
                    "must be fewer with so many tokens: together %d alternatives, and at most %d"
                            .formatted(alternatives, GenerationProperties.MAX_ALTERNATIVES));
        }
    }

    /** That an answer may have at most. */
    private static long tokens(GenerateRequest request) {
        var prompt = request.prompt();
        return (long) request.maxTokens() * request.rows()
                + (request.echo() ? prompt.codePointCount(0, prompt.length()) : 0);
    }

    private static void atMost(String pointer, int value, int most, List<InvalidField> errors) {
        if (value > most) {
            errors.add(new InvalidField(pointer, "must be at most " + most));
        }
    }

    /** Alternatives are most of an answer: twenty for every token of many texts would fill the memory. */
    private static void alternatives(GenerateRequest request, List<InvalidField> errors) {
        long tokens = tokens(request);
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
