package dev.longhand.openai;

import java.util.Locale;
import java.util.Map;

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
        if (renamed != null) {
            return renamed;
        }
        var segments = (pointer.startsWith("/") ? pointer.substring(1) : pointer).split("/");
        var name = new StringBuilder(snakeCase(segments[0]));
        for (int i = 1; i < segments.length; i++) {
            var segment = segments[i].replace("~1", "/").replace("~0", "~");
            name.append(segment.matches("[0-9]+") ? "[" + segment + "]" : "." + segment);
        }
        return name.toString();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z][a-z]|[A-Z]$)", "_").toLowerCase(Locale.ROOT);
    }
}
