package dev.longhand.web;

import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body in the client's words: Jackson's own messages name classes. */
final class UnreadableBody {
    private UnreadableBody() {}

    private static final class Malformed extends ProblemException {
        Malformed(String detail) {
            super(ProblemType.MALFORMED_REQUEST, detail);
        }
    }

    private static final class UnknownProperty extends ProblemException {
        private final InvalidField field;

        UnknownProperty(InvalidField field) {
            super(ProblemType.UNKNOWN_PROPERTY, "%s %s.".formatted(field.pointer(), field.detail()));
            this.field = field;
        }

        @Override
        protected java.util.Map<String, Object> members() {
            return java.util.Map.of("errors", java.util.List.of(field));
        }
    }

    static ProblemException explain(HttpMessageNotReadableException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ProblemException problem -> {
                    return problem;
                }
                case JacksonException jackson -> {
                    return explain(jackson);
                }
                default -> {}
            }
        }
        return new Malformed("The body is missing or cannot be read.");
    }

    private static ProblemException explain(JacksonException exception) {
        if (exception.getCause() instanceof ProblemException problem) {
            return problem;
        }
        var pointer = Pointers.ofReferences(exception.getPath());
        return switch (exception) {
            case UnrecognizedPropertyException unknown ->
                new UnknownProperty(new InvalidField(
                        pointer, "does not exist here; known are " + String.join(", ", names(unknown))));
            case MismatchedInputException mismatch
            when !mismatch.getPath().isEmpty() -> {
                var type = mismatch.getTargetType();
                yield new Invalid(pointer, "must be " + (type == null ? "another value" : Pointers.typeName(type)));
            }
            case InputCoercionException tooLarge
            when !tooLarge.getPath().isEmpty() -> new Invalid(pointer, "must be a number that fits its range");
            case MismatchedInputException mismatch -> new Malformed("The body must be one JSON object.");
            case StreamConstraintsException constraint ->
                new Malformed("The body exceeds a limit of JSON: a string, a number, a name or the nesting is too long"
                        + place(exception) + ".");
            default -> new Malformed("The body is not valid JSON" + place(exception) + ".");
        };
    }

    private static java.util.List<String> names(UnrecognizedPropertyException exception) {
        var known = exception.getKnownPropertyIds();
        return known == null
                ? java.util.List.of()
                : known.stream().map(String::valueOf).sorted().toList();
    }

    private static String place(JacksonException exception) {
        var location = exception.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }
}
