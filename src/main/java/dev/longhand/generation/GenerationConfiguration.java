package dev.longhand.generation;

import dev.longhand.web.LimitSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this package tells the others about its limits. */
@Configuration
class GenerationConfiguration {
    @Bean
    LimitSource generationLimits(GenerationProperties properties) {
        return () -> Map.of(
                "longhand.generation.max-tokens", properties.maxTokens(),
                "longhand.generation.max-prompt-characters", properties.maxPromptCharacters(),
                "longhand.generation.max-choices", properties.maxChoices(),
                "longhand.generation.concurrent", properties.threads(),
                "longhand.generation.max-waiting", properties.maxWaiting(),
                "generation.stop", GenerationProperties.MAX_STOPS,
                "generation.stopLength", GenerationProperties.MAX_STOP_LENGTH);
    }
}
