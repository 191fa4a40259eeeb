package dev.longhand.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values of a request that are not allowed, each with the place where it stands. */
public final class Invalid extends ProblemException {
    private final List<InvalidField> errors;

    public Invalid(String pointer, String detail) {
        this(List.of(new InvalidField(pointer, detail)));
    }

    public Invalid(List<InvalidField> errors) {
        super(ProblemType.INVALID, describe(errors));
        this.errors = List.copyOf(errors);
    }

    /** One sentence that names every field, so that the detail alone is enough for a log. */
    private static String describe(List<InvalidField> errors) {
        return errors.stream()
                .map(error -> error.pointer() + " " + error.detail())
                .collect(Collectors.joining("; ", "", "."));
    }

    @Override
    protected Map<String, Object> members() {
        return Map.of("errors", errors);
    }
}
