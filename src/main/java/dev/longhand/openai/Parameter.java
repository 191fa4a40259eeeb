package dev.longhand.openai;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the fields that the service's own requests have are called in OpenAI's. */
final class Parameter {
    /** Those that have another name, by their JSON Pointer. */
    private static final Map<String, String> RENAMED = Map.of(
            "/corpusId", "training_file",
            "/modelName", "suffix",
            "/preset", "model",
            "/initialModel", "model",
            "/epochs", "hyperparameters.n_epochs",
            "/batchSize", "hyperparameters.batch_size",
            "/optimizer/learningRate", "hyperparameters.learning_rate_multiplier");

    private Parameter() {}

    /**
     * The name of a field.
     *
     * @param pointer a JSON Pointer into a request of either kind, or the name of a parameter
     * @return such as {@code max_tokens}, {@code stop[0]}
     */
    static String named(String pointer) {
        var renamed = RENAMED.get(pointer);
        return renamed == null ? written(pointer, Parameter::snakeCase) : renamed;
    }

    /** The name of a field that does not exist: as it was sent. */
    static String sent(String pointer) {
        return written(pointer, name -> name);
    }

    private static String written(String pointer, UnaryOperator<String> field) {
        var segments = (pointer.startsWith("/") ? pointer.substring(1) : pointer).split("/");
        var name = new StringBuilder(field.apply(segments[0]));
        for (int i = 1; i < segments.length; i++) {
            var segment = segments[i].replace("~1", "/").replace("~0", "~");
            name.append(segment.matches("[0-9]+") ? "[" + segment + "]" : "." + segment);
        }
        return name.toString();
    }

    /** A header's name is none of these. */
    private static String snakeCase(String name) {
        return name.matches("[a-z]+([A-Z][a-z]*)+")
                ? name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : name;
    }
}
