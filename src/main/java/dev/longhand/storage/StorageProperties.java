package dev.longhand.storage;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are kept.
 *
 * @param directory the directory of all corpora and models; it is made when it is missing
 */
@ConfigurationProperties("longhand.storage")
record StorageProperties(@DefaultValue("data/files") Path directory) {}
