package dev.longhand.diagnostics;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of looking inside.
 *
 * @param maxTextCharacters code points of a text
 * @param maxValues         numbers of a trace, each about ten bytes of the answer
 * @param maxTimeSteps      steps that a gradient goes back
 * @param maxNetworks       networks of one gradient flow
 * @param maxProducts       work of one request: its time steps times the parameters of its networks
 * @param maxLayerSteps     steps of one request that are computed: its time steps times the layers of its networks
 * @param concurrent        requests that are computed at the same time
 * @param maxWaiting        requests that may wait for their turn before the API answers 503
 */
@Validated
@ConfigurationProperties("longhand.diagnostics")
record DiagnosticsProperties(
        @DefaultValue("20000") @Positive int maxTextCharacters,
        @DefaultValue("2000000") @Positive int maxValues,
        @DefaultValue("2000") @Positive int maxTimeSteps,
        @DefaultValue("8") @Positive int maxNetworks,
        @DefaultValue("4000000000") @Positive long maxProducts,
        @DefaultValue("20000") @Positive int maxLayerSteps,
        @DefaultValue("1") @Positive int concurrent,
        @DefaultValue("8") @PositiveOrZero int maxWaiting) {}
