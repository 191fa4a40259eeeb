package dev.longhand.models;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of models.
 *
 * @param maxArtifactSize the largest file that may be imported
 * @param cacheSize       memory for recently used models: weights, packed copies and batches; the one that was used last stays
 *                        however large it is
 */
@ConfigurationProperties("longhand.models")
record ModelProperties(
        @DefaultValue("1GB") DataSize maxArtifactSize,
        @DefaultValue("1GB") DataSize cacheSize) {
    static final String MAX_ARTIFACT_SIZE = "longhand.models.max-artifact-size";
    static final String CACHE_SIZE = "longhand.models.cache-size";
}
