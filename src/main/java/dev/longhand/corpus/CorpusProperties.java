package dev.longhand.corpus;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of corpora.
 *
 * @param maxSize the largest text that may be uploaded, in bytes of UTF-8
 */
@ConfigurationProperties("longhand.corpora")
record CorpusProperties(@DefaultValue("256MB") DataSize maxSize) {
    static final String MAX_SIZE = "longhand.corpora.max-size";
}
