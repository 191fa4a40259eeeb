package dev.longhand.corpus;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of corpora.
 *
 * @param maxSize    the largest text that may be uploaded, in bytes of UTF-8
 * @param maxIndexed the largest text that is searched for what a model copied; its index takes five times as much on disk
 */
@ConfigurationProperties("longhand.corpora")
record CorpusProperties(
        @DefaultValue("256MB") DataSize maxSize,
        @DefaultValue("64MB") DataSize maxIndexed) {
    CorpusProperties {
        if (maxIndexed.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(MAX_INDEXED + " must be at most %d bytes".formatted(Integer.MAX_VALUE));
        }
    }

    static final String MAX_SIZE = "longhand.corpora.max-size";
    static final String MAX_INDEXED = "longhand.corpora.max-indexed";
}
