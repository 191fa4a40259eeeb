package dev.longhand.models;

import dev.longhand.web.Invalid;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What kind of file a model is given out as. */
enum ArtifactFormat {
    /** The artifact itself, byte by byte. */
    SAFETENSORS,
    /** A graph for other runtimes, which cannot be imported again. */
    ONNX;

    /** What it is called in the API, and how its files' names end. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Invalid when there is none of that name */
    static ArtifactFormat ofKey(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Invalid(
                        "format",
                        "must be one of "
                                + Arrays.stream(values())
                                        .map(ArtifactFormat::key)
                                        .collect(Collectors.joining(", "))));
    }

    /** The entity tag of a model in this format: other bytes are another entity. */
    String tag(Model model) {
        return switch (this) {
            case SAFETENSORS -> model.sha256();
            case ONNX -> model.sha256() + "-onnx";
        };
    }
}
