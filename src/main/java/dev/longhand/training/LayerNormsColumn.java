package dev.longhand.training;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Norms by layer as JSON in a text column: nothing ever looks for a single one of them. */
@Converter
final class LayerNormsColumn implements AttributeConverter<Map<String, Double>, String> {
    private static final TypeReference<LinkedHashMap<String, Double>> NORMS = new TypeReference<>() {};

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Map<String, Double> norms) {
        return norms == null ? null : WorkerJson.MAPPER.writeValueAsString(norms);
    }

    @Override
    public @Nullable Map<String, Double> convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : WorkerJson.MAPPER.readValue(column, NORMS);
    }
}
