package dev.longhand.training;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Norms by layer, in the network's order, as JSON in a text column: nothing ever looks for a single one of them. */
@Converter
final class LayerNormsColumn implements AttributeConverter<Map<String, Double>, String> {
    private static final TypeReference<LinkedHashMap<String, Double>> NORMS = new TypeReference<>() {};
    private static final JsonMapper JSON = WorkerJson.MAPPER
            .rebuild()
            .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Map<String, Double> norms) {
        return norms == null ? null : JSON.writeValueAsString(norms);
    }

    @Override
    public @Nullable Map<String, Double> convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : JSON.readValue(column, NORMS);
    }
}
