package dev.longhand.generation;

import dev.longhand.generation.ScoreResponse.TokenScore;
import dev.longhand.models.LoadedModel;
import dev.longhand.models.Models;
import dev.longhand.web.Invalid;
import java.util.ArrayList;
import org.springframework.stereotype.Service;

/** Says how probable a text is to a model. */
@Service
class Scoring {
    private final Models models;
    private final GenerationThreads threads;
    private final GenerationProperties properties;

    Scoring(Models models, GenerationThreads threads, GenerationProperties properties) {
        this.models = models;
        this.threads = threads;
        this.properties = properties;
    }

    ScoreResponse score(String reference, ScoreRequest request) {
        int characters = request.text().codePointCount(0, request.text().length());
        if (characters > properties.maxScoreCharacters()) {
            throw new Invalid("/text", "must have at most " + properties.maxScoreCharacters() + " characters");
        }
        var model = models.load(reference);
        var text = Prompt.of("/text", request.text(), request.unknownCharacters(), model.tokenizer());
        if (text.ids().length == 0) {
            throw new Invalid("/text", "has nothing that the model can read");
        }
        return threads.compute(() -> score(model, text, characters));
    }

    private static ScoreResponse score(LoadedModel model, Prompt text, int characters) {
        var scores = new ArrayList<TokenScore>();
        model.withPredictor(
                1,
                predictor -> text.read(
                        predictor,
                        model.tokenizer(),
                        (id, said) -> scores.add(new TokenScore(
                                model.tokenizer().text(id), Logits.logProbabilities(Logits.of(said))[id]))));
        return ScoreResponse.of(scores, characters);
    }
}
