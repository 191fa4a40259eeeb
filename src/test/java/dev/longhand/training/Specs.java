package dev.longhand.training;

import dev.longhand.corpus.Corpus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Requests and what becomes of them, without a service around. */
final class Specs {
    static final UUID CORPUS = UUID.fromString("0198f3a0-0000-7000-8000-000000000000");

    /** Reads as the service does. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    static final TrainingDefaults DEFAULTS = new TrainingDefaults(JSON);

    private Specs() {}

    static TrainingJobSpec resolve(String request, long characters) {
        return DEFAULTS.resolve(JSON.readValue(request, TrainingJobRequest.class), characters, "name", 7, null);
    }

    /** For a text of a size that the preset default is for. */
    static TrainingJobSpec resolve(String request) {
        return resolve(request, 1_000_000);
    }

    static Corpus corpus(String text) {
        return new Corpus(
                CORPUS,
                "name",
                "0",
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length,
                text.codePointCount(0, text.length()),
                (int) text.codePoints().distinct().count(),
                text.lines().count(),
                text.isBlank() ? 0 : text.strip().split("\\s+").length,
                Instant.EPOCH,
                List.of());
    }
}
