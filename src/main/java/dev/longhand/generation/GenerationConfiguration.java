package dev.longhand.generation;

import static java.util.Map.entry;

import dev.longhand.engine.Predictor;
import dev.longhand.web.LimitSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this package tells of its limits and of what goes on. */
@Configuration
class GenerationConfiguration {
    @Bean
    MeterBinder rowMeters(Batching batching) {
        return registry -> {
            Gauge.builder("longhand.generation.rows", batching, Batching::rows)
                    .description("Rows of requests that are computed now")
                    .register(registry);
            Gauge.builder("longhand.generation.waiting", batching, Batching::waiting)
                    .description("Requests that wait for rows")
                    .register(registry);
        };
    }

    @Bean
    LimitSource generationLimits(GenerationProperties properties) {
        return () -> Map.ofEntries(
                entry("longhand.generation.max-tokens", properties.maxTokens()),
                entry("longhand.generation.max-prompt-characters", properties.maxPromptCharacters()),
                entry("longhand.generation.max-choices", properties.maxChoices()),
                entry("longhand.generation.max-beams", properties.maxBeams()),
                entry("longhand.generation.max-score-characters", properties.maxScoreCharacters()),
                entry("longhand.generation.concurrent", properties.concurrent()),
                entry("longhand.generation.max-waiting", properties.maxWaiting()),
                entry(
                        "longhand.generation.max-duration",
                        properties.maxDuration().toString()),
                entry("longhand.generation.max-streams", properties.maxStreams()),
                entry(GenerationProperties.ROWS, Predictor.MOST_ROWS),
                entry("generation.stop", GenerationProperties.MAX_STOPS),
                entry("generation.stopLength", GenerationProperties.MAX_STOP_LENGTH),
                entry("generation.logitBias", GenerationProperties.MAX_BIASES),
                entry("generation.banned", GenerationProperties.MAX_BANNED),
                entry("generation.bannedLength", GenerationProperties.MAX_BANNED_LENGTH),
                entry("generation.noRepeatNgram", GenerationProperties.MAX_NGRAM),
                entry("generation.logprobs", GenerationProperties.MAX_LOGPROBS),
                entry("generation.alternatives", GenerationProperties.MAX_ALTERNATIVES));
    }
}
