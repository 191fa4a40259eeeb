package dev.longhand.config;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where seeds come from that nobody gave. Nothing else is ever drawn from it. */
@Configuration
class SeedConfiguration {
    @Bean
    RandomGenerator seeds() {
        return new SecureRandom();
    }
}
