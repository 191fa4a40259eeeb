package dev.longhand.openai;

import dev.longhand.training.Preset;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The learning rate that a multiplier of 1 stands for: the one of the preset. */
@Component
class LearningRates {
    private static final String LEARNING_RATE = "/optimizer/learningRate";

    private final JsonMapper json;

    LearningRates(JsonMapper json) {
        this.json = json;
    }

    /** @param characters of the text */
    double of(Preset preset, long characters) {
        var own = json.readTree(preset.forText(characters).recipe()).at(LEARNING_RATE);
        return own.isNumber()
                ? own.asDouble()
                : json.readTree(Preset.DEFAULT.recipe()).at(LEARNING_RATE).asDouble();
    }
}
