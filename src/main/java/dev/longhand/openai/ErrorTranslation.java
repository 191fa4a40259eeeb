package dev.longhand.openai;

import dev.longhand.web.InvalidField;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Problems of this service (RFC 9457) as errors of OpenAI's API. */
final class ErrorTranslation {
    /** A property of a problem that says what to call it here. */
    static final String CODE = "code";

    private static final Map<String, String> CODES = Map.of(
            "unauthorized", "invalid_api_key",
            "forbidden", "insufficient_permissions",
            "unknown-property", "unknown_parameter",
            "invalid", "invalid_value",
            "queue-full", "rate_limit_exceeded",
            "rate-limited", "rate_limit_exceeded",
            "internal", "server_error");

    /** What a problem is about that names no field. */
    private static final Map<String, String> SUBJECTS = Map.of(
            "unknown-characters", "prompt",
            "corpus-too-small", "training_file",
            "over-budget", "model",
            "invalid-text", "file");

    private ErrorTranslation() {}

    /** Values that are not allowed are a bad request here; 422 is for no client to expect. */
    static HttpStatusCode status(ProblemDetail problem) {
        var status = HttpStatus.valueOf(problem.getStatus());
        return status == HttpStatus.UNPROCESSABLE_CONTENT ? HttpStatus.BAD_REQUEST : status;
    }

    static ErrorEnvelope envelope(ProblemDetail problem) {
        var fields = fields(problem);
        var slug = slug(problem);
        return new ErrorEnvelope(new ErrorEnvelope.Error(
                message(problem, slug, fields),
                type(problem.getStatus()),
                fields.isEmpty() ? SUBJECTS.get(slug) : parameter(slug, fields.getFirst()),
                property(problem, CODE) instanceof String code
                        ? code
                        : CODES.getOrDefault(slug, slug.replace('-', '_'))));
    }

    private static String message(ProblemDetail problem, String slug, List<InvalidField> fields) {
        if (!fields.isEmpty()) {
            return fields.stream()
                    .map(field -> parameter(slug, field) + " " + field.detail())
                    .collect(Collectors.joining("; ", "", "."));
        }
        if (property(problem, "characters") instanceof List<?> unknown) {
            return unknown.stream()
                    .map(character -> "'" + character + "'")
                    .collect(Collectors.joining(
                            ", ", SUBJECTS.get(slug) + " has characters or words that the model does not know: ", "."));
        }
        var detail = String.valueOf(problem.getDetail());
        var id = property(problem, "id");
        return id == null ? detail : detail + " " + id;
    }

    private static String parameter(String slug, InvalidField field) {
        return slug.equals("unknown-property") ? Parameter.sent(field.pointer()) : Parameter.named(field.pointer());
    }

    private static String type(int status) {
        if (status == HttpStatus.TOO_MANY_REQUESTS.value()) {
            return "rate_limit_error";
        }
        return status >= 500 ? "server_error" : "invalid_request_error";
    }

    private static List<InvalidField> fields(ProblemDetail problem) {
        return property(problem, "errors") instanceof List<?> errors
                ? errors.stream()
                        .filter(InvalidField.class::isInstance)
                        .map(InvalidField.class::cast)
                        .toList()
                : List.of();
    }

    private static String slug(ProblemDetail problem) {
        var type = String.valueOf(problem.getType());
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private static @Nullable Object property(ProblemDetail problem, String name) {
        var properties = problem.getProperties();
        return properties == null ? null : properties.get(name);
    }
}
