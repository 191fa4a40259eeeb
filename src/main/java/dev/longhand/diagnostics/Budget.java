package dev.longhand.diagnostics;

import dev.longhand.web.Invalid;
import org.springframework.stereotype.Component;

/** How much one request may ask for; a refusal names the property that sets the limit. */
@Component
class Budget {
    private final DiagnosticsProperties properties;

    Budget(DiagnosticsProperties properties) {
        this.properties = properties;
    }

    void checkText(String text) {
        if (text.codePointCount(0, text.length()) > properties.maxTextCharacters()) {
            throw new Invalid(
                    "/text",
                    "must have at most %d characters (longhand.diagnostics.max-text-characters)"
                            .formatted(properties.maxTextCharacters()));
        }
    }

    void checkTimeSteps(String pointer, int steps) {
        if (steps > properties.maxTimeSteps()) {
            throw new Invalid(
                    pointer,
                    "must be at most %d time steps, and is %d (longhand.diagnostics.max-time-steps)"
                            .formatted(properties.maxTimeSteps(), steps));
        }
    }

    void checkNetworks(int networks) {
        if (networks > properties.maxNetworks()) {
            throw new Invalid(
                    "/networks",
                    "must be at most %d (longhand.diagnostics.max-networks)".formatted(properties.maxNetworks()));
        }
    }

    /**
     * @param pointer    what would have to be less
     * @param layers     of all networks together
     * @param parameters of all networks together
     */
    void checkWork(String pointer, long steps, int layers, long parameters) {
        if (steps * layers > properties.maxLayerSteps()) {
            throw new Invalid(
                    pointer,
                    "must be less: %,d time steps of %d layers, and at most %,d steps together are possible (longhand.diagnostics.max-layer-steps)"
                            .formatted(steps, layers, properties.maxLayerSteps()));
        }
        if (steps * parameters > properties.maxProducts()) {
            throw new Invalid(
                    pointer,
                    "must be less: %,d time steps times %,d parameters are more work than %,d (longhand.diagnostics.max-products)"
                            .formatted(steps, parameters, properties.maxProducts()));
        }
    }

    void checkValues(long tokens, int layers, int units, int perUnit) {
        long values = tokens * layers * units * perUnit;
        if (values > properties.maxValues()) {
            throw new Invalid(
                    "/units",
                    "must be fewer: %,d tokens of %d layers and %d units would be %,d values, and at most %,d are possible (longhand.diagnostics.max-values)"
                            .formatted(tokens, layers, units, values, properties.maxValues()));
        }
    }
}
