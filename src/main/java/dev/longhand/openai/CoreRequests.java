package dev.longhand.openai;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
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

    /** @throws ConstraintViolationException names every value that is not allowed */
    <T> T read(ObjectNode fields, Class<T> type) {
        var request = json.treeToValue(fields, type);
        var violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return request;
    }
}
