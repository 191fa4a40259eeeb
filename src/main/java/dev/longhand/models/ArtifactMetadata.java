package dev.longhand.models;

import dev.longhand.text.Segmentation;
import dev.longhand.text.Tokenizer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON strings in an artifact's metadata, both ways. The mapper is our own: the bytes of an artifact must not change when
 * somebody configures how the API writes JSON.
 */
final class ArtifactMetadata {
    static final String FORMAT = "longhand.format";
    static final String NETWORK = "longhand.network";
    static final String TOKENIZER = "longhand.tokenizer";
    static final String SEGMENTATION = "longhand.segmentation";
    static final String METRICS = "longhand.metrics";
    static final String LINEAGE = "longhand.lineage";

    private static final String VERSION = "\"1\"";

    /** The longest that a free part (metrics, lineage) may be: it is kept in the database, too. */
    private static final int MAX_FREE = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // of a name that stands there twice, every reader would take another one
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfigDefaults(config -> config.setAcceptBlankAsEmpty(false)
                    .setCoercion(tools.jackson.databind.cfg.CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    private ArtifactMetadata() {}

    static Map<String, String> of(ModelDescription description) {
        var metadata = new TreeMap<String, String>();
        metadata.put(FORMAT, VERSION);
        metadata.put(NETWORK, JSON.writeValueAsString(NetworkDescription.of(description.network())));
        metadata.put(TOKENIZER, JSON.writeValueAsString(TokenizerDescription.of(description.tokenizer())));
        metadata.put(SEGMENTATION, JSON.writeValueAsString(description.segmentation()));
        metadata.put(METRICS, JSON.writeValueAsString(description.metrics()));
        metadata.put(LINEAGE, JSON.writeValueAsString(description.lineage()));
        metadata.put(MetadataSeal.KEY, MetadataSeal.of(metadata));
        return metadata;
    }

    /**
     * Reads it back; segmentation, metrics and lineage may be missing.
     *
     * @throws BadArtifact when a part is missing, cannot be read, or does not fit the others
     */
    static ModelDescription read(Map<String, String> metadata) {
        var format = metadata.get(FORMAT);
        if (format == null) {
            throw new BadArtifact("The metadata have no %s; \"1\" is known.".formatted(FORMAT));
        }
        // DESIGN writes the version as a JSON string; a bare 1 is what people write by hand
        if (!format.equals(VERSION) && !format.equals("1")) {
            throw new BadArtifact("%s is %s; \"1\" is known.".formatted(FORMAT, shortened(format)));
        }
        var network = parse(metadata, NETWORK, new TypeReference<NetworkDescription>() {})
                .toSpec();
        var tokenizer = parse(metadata, TOKENIZER, new TypeReference<TokenizerDescription>() {})
                .toTokenizer();
        if (tokenizer.vocabularySize() != network.vocabularySize()) {
            throw new BadArtifact("The tokenizer has %d tokens, the network %d."
                    .formatted(tokenizer.vocabularySize(), network.vocabularySize()));
        }
        var segmentation = segmentation(metadata, tokenizer);
        return new ModelDescription(
                network, tokenizer, segmentation.key(), free(metadata, METRICS), free(metadata, LINEAGE));
    }

    /** The segmentation, which decides whether the tokenizer has to have a token for the end of a segment. */
    private static Segmentation segmentation(Map<String, String> metadata, Tokenizer tokenizer) {
        var key = metadata.containsKey(SEGMENTATION)
                ? parse(metadata, SEGMENTATION, new TypeReference<String>() {})
                : Segmentation.STREAM.key();
        var segmentation = Segmentation.ofKey(key)
                .orElseThrow(() -> new BadArtifact(
                        "%s is '%s'; known are stream, line and sentence.".formatted(SEGMENTATION, shortened(key))));
        if (segmentation.hasSegments() != tokenizer.endOfSegment().isPresent()) {
            throw new BadArtifact("%s is '%s', which goes %s an endOfSegment in longhand.tokenizer."
                    .formatted(SEGMENTATION, key, segmentation.hasSegments() ? "with" : "without"));
        }
        return segmentation;
    }

    private static Map<String, ?> free(Map<String, String> metadata, String key) {
        if (!metadata.containsKey(key)) {
            return Map.of();
        }
        if (metadata.get(key).length() > MAX_FREE) {
            throw new BadArtifact("%s is longer than %,d characters.".formatted(key, MAX_FREE));
        }
        return parse(metadata, key, new TypeReference<Map<String, Object>>() {});
    }

    private static <T> T parse(Map<String, String> metadata, String key, TypeReference<T> type) {
        var json = metadata.get(key);
        if (json == null) {
            throw new BadArtifact("The metadata have no %s.".formatted(key));
        }
        try {
            @Nullable T value = JSON.readValue(json, type);
            if (value == null) {
                throw new BadArtifact("%s is null.".formatted(key));
            }
            return value;
        } catch (JacksonException e) {
            throw new BadArtifact("%s is not the JSON that is expected there%s.".formatted(key, place(e)));
        }
    }

    private static String place(JacksonException e) {
        return e.getPath().isEmpty() || e.getPath().getLast().getPropertyName() == null
                ? ""
                : " at '" + shortened(e.getPath().getLast().getPropertyName()) + "'";
    }

    /** The beginning of a text from a file that nobody has checked. */
    static String shortened(String text) {
        return shortened(text, 40);
    }

    static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    static Map<String, Object> object(String json) {
        return JSON.readValue(json, new TypeReference<>() {});
    }

    static NetworkDescription network(String json) {
        return JSON.readValue(json, NetworkDescription.class);
    }
}
