package dev.longhand.generation;

import dev.longhand.generation.ScoreResponse.TokenScore;
import dev.longhand.models.LoadedModel;
import dev.longhand.models.Models;
import dev.longhand.web.Invalid;
import java.util.List;
import org.springframework.stereotype.Service;

/** Says how probable a text is to a model. */
@Service
class Scoring {
    private final Models models;
    private final Batching batching;
    private final GenerationProperties properties;

    Scoring(Models models, Batching batching, GenerationProperties properties) {
        this.models = models;
        this.batching = batching;
        this.properties = properties;
    }

    ScoreResponse score(String reference, ScoreRequest request) {
        int characters = request.text().codePointCount(0, request.text().length());
        if (characters > properties.maxScoreCharacters()) {
            throw new Invalid("/text", "must have at most " + properties.maxScoreCharacters() + " characters");
        }
        batching.check();
        var model = models.load(reference);
        var text = Prompt.of("/text", request.text(), request.unknownCharacters(), model.tokenizer());
        if (text.ids().length == 0) {
            throw new Invalid("/text", "has nothing that the model can read");
        }
        return ScoreResponse.of(scores(model, text), characters);
    }

    private List<TokenScore> scores(LoadedModel model, Prompt text) {
        try (var reading = batching.<List<TokenScore>>submit(
                new Network.OfModel(model),
                batching.deadline(),
                result -> new ScoreReading(text, model.tokenizer(), result))) {
            return reading.only();
        }
    }
}
