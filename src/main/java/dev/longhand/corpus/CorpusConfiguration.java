package dev.longhand.corpus;

import dev.longhand.storage.FileOwner;
import dev.longhand.web.BodyLimit;
import dev.longhand.web.LimitSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this package tells the others about its limits and files. */
@Configuration
class CorpusConfiguration {
    @Bean
    BodyLimit corpusBodyLimit(CorpusProperties properties) {
        return new BodyLimit(
                CorpusController.PATH,
                CorpusProperties.MAX_SIZE,
                properties.maxSize().toBytes());
    }

    @Bean
    LimitSource corpusLimits(CorpusProperties properties) {
        return () -> Map.of(CorpusProperties.MAX_SIZE, properties.maxSize().toBytes());
    }

    @Bean
    FileOwner corpusFiles(CorpusRepository repository) {
        return FileOwner.ofIds(Corpora.AREA, repository::existsById);
    }
}
