package dev.longhand.openai;

import dev.longhand.web.InvalidField;
import dev.longhand.web.ProblemException;
import dev.longhand.web.ProblemType;
import java.util.List;
import java.util.Map;

/** A field of OpenAI's API, or a form of one, that means nothing here: refused, so that nobody believes it had an effect. */
final class Unsupported extends ProblemException {
    private final InvalidField field;

    /**
     * @param param  its name there
     * @param detail why, as the end of a sentence that begins with the name
     */
    Unsupported(String param, String detail) {
        super(ProblemType.INVALID, param + " " + detail + ".");
        field = new InvalidField(param, detail);
    }

    @Override
    protected Map<String, Object> members() {
        return Map.of("errors", List.of(field), ErrorTranslation.CODE, "unsupported_parameter");
    }
}
