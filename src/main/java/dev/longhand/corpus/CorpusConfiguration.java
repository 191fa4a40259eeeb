package dev.longhand.corpus;

import dev.longhand.storage.FileOwner;
import dev.longhand.storage.FileStore;
import dev.longhand.web.BodyLimit;
import dev.longhand.web.LimitSource;
import java.util.Map;
import java.util.concurrent.Executors;
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
        return () -> Map.of(
                CorpusProperties.MAX_SIZE, properties.maxSize().toBytes(),
                CorpusProperties.MAX_INDEXED, properties.maxIndexed().toBytes());
    }

    @Bean
    FileOwner corpusFiles(CorpusRepository repository) {
        return FileOwner.ofIds(Corpora.AREA, repository::existsById);
    }

    @Bean
    FileOwner corpusIndexFiles(CorpusRepository repository) {
        return FileOwner.ofIds(CorpusIndexes.AREA, repository::existsById);
    }

    @Bean
    CorpusIndexes corpusIndexes(CorpusRepository repository, FileStore store, CorpusProperties properties) {
        var thread = Thread.ofPlatform().name("longhand-corpus-index").daemon().factory();
        return new CorpusIndexes(repository, store, properties, Executors.newSingleThreadExecutor(thread));
    }
}
