package dev.longhand.openai;

import dev.longhand.web.Invalid;
import dev.longhand.web.InvalidField;
import jakarta.validation.Validator;
import java.util.Comparator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests of the service's own API, made here and held to the same limits as if they had come from outside. */
@Component
class CoreRequests {
    private final JsonMapper json;
    private final Validator validator;

    CoreRequests(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** @throws Invalid names every value that is not allowed */
    <T> T read(ObjectNode fields, Class<T> type) {
        var request = json.treeToValue(fields, type);
        var errors = validator.validate(request).stream()
                .map(violation ->
                        new InvalidField(pointer(violation.getPropertyPath().toString()), violation.getMessage()))
                .sorted(Comparator.comparing(InvalidField::pointer))
                .toList();
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
        return request;
    }

    /** Bean Validation writes {@code stop[1].<list element>} and {@code optimizer.learningRate}. */
    private static String pointer(String path) {
        return "/"
                + path.replaceAll("\\.?<[^>]*>", "")
                        .replace("]", "")
                        .replace('[', '/')
                        .replace('.', '/');
    }
}
