package dev.longhand.diagnostics;

import dev.longhand.web.LimitSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this package tells of its limits. */
@Configuration
class DiagnosticsConfiguration {
    @Bean
    LimitSource diagnosticsLimits(DiagnosticsProperties properties) {
        return () -> Map.of(
                "longhand.diagnostics.max-text-characters", properties.maxTextCharacters(),
                "longhand.diagnostics.max-values", properties.maxValues(),
                "longhand.diagnostics.max-time-steps", properties.maxTimeSteps(),
                "longhand.diagnostics.max-networks", properties.maxNetworks(),
                "longhand.diagnostics.max-products", properties.maxProducts(),
                "longhand.diagnostics.max-layer-steps", properties.maxLayerSteps(),
                "longhand.diagnostics.concurrent", properties.concurrent(),
                "longhand.diagnostics.max-waiting", properties.maxWaiting());
    }
}
