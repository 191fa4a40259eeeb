package dev.longhand.storage;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are kept.
 *
 * @param directory     the directory of all corpora, models and checkpoints; it is made when it is missing
 * @param sweepInterval how often files are looked for that nothing needs
 * @param leftoverAge   how old they must be to be removed; longer than any upload or publication takes
 */
@ConfigurationProperties("longhand.storage")
record StorageProperties(
        @DefaultValue("data/files") Path directory,
        @DefaultValue("PT10M") Duration sweepInterval,
        @DefaultValue("PT1H") Duration leftoverAge) {}
