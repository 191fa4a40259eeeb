package dev.longhand.models;

import dev.longhand.engine.NetworkSpec;
import dev.longhand.storage.FileOwner;
import dev.longhand.web.BodyLimit;
import dev.longhand.web.LimitSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this package tells the others about its limits and files. */
@Configuration
class ModelConfiguration {
    @Bean
    BodyLimit modelBodyLimit(ModelProperties properties) {
        return new BodyLimit(
                ModelController.PATH,
                ModelProperties.MAX_ARTIFACT_SIZE,
                properties.maxArtifactSize().toBytes());
    }

    @Bean
    LimitSource modelLimits(ModelProperties properties) {
        return () -> Map.of(
                ModelProperties.MAX_ARTIFACT_SIZE,
                properties.maxArtifactSize().toBytes(),
                ModelProperties.CACHE_SIZE,
                properties.cacheSize().toBytes(),
                "network.layers",
                NetworkSpec.MAX_LAYERS,
                "network.hiddenSize",
                NetworkSpec.MAX_HIDDEN_SIZE,
                "network.embeddingSize",
                NetworkSpec.MAX_EMBEDDING_SIZE);
    }

    @Bean
    FileOwner modelFiles(ModelRepository repository) {
        return FileOwner.ofIds(Artifacts.AREA, repository::existsById);
    }
}
