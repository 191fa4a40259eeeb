package dev.longhand.openai;

import dev.longhand.web.InvalidField;
import dev.longhand.web.ProblemException;
import dev.longhand.web.ProblemType;
import java.util.List;
import java.util.Map;

/** A request names something that does not exist. */
final class Missing extends ProblemException {
    private final InvalidField field;
    private final String code;

    private Missing(String param, String detail, String code) {
        super(ProblemType.NOT_FOUND, param + " " + detail + ".");
        this.field = new InvalidField(param, detail);
        this.code = code;
    }

    static Missing model(String reference) {
        return new Missing("model", "'%s' does not exist".formatted(reference), "model_not_found");
    }

    static Missing file(String param, String id) {
        return new Missing(param, "'%s' does not exist".formatted(id), "file_not_found");
    }

    @Override
    protected Map<String, Object> members() {
        return Map.of("errors", List.of(field), ErrorTranslation.CODE, code);
    }
}
