package dev.longhand.models;

import dev.longhand.engine.EngineMemory;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.storage.FileOwner;
import dev.longhand.web.BodyLimit;
import dev.longhand.web.LimitSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this package tells the others about its limits, files and memory. */
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

    @Bean
    MeterBinder modelMeters(Models models) {
        return registry -> {
            Gauge.builder("longhand.models.cache", models, Models::loadedBytes)
                    .baseUnit("bytes")
                    .description("Memory of the models that are loaded: weights, packed copies and batches")
                    .register(registry);
            Gauge.builder("longhand.engine.memory", EngineMemory::bytes)
                    .baseUnit("bytes")
                    .description("Memory of arrays outside of the heap, of this process and not of its workers")
                    .register(registry);
        };
    }
}
