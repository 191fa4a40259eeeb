package dev.longhand.generation;

import dev.longhand.web.LimitSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is told of the limits of texts that must not copy. */
@Configuration
class CopiesConfiguration {
    @Bean
    LimitSource copiesLimits(CopiesProperties properties) {
        return () -> Map.of(CopiesProperties.MAX_TRIES, properties.maxTries());
    }
}
