package dev.longhand.generation;

import dev.longhand.engine.Predictor;
import dev.longhand.generation.GenerateResponse.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of a prompt that was read: where every choice goes on from.
 *
 * @param state  the recurrent state after it
 * @param logits what the model says of the next token, (V)
 * @param tokens what is said of its own tokens, where they are shown; empty otherwise
 */
record PromptReading(float[][] state, float[] logits, List<Token> tokens) {
    static PromptReading read(Predictor predictor, Prompt prompt, Manner manner) {
        var tokens = new ArrayList<Token>();
        var logits = prompt.read(predictor, manner.tokenizer(), (id, said) -> {
            if (manner.request().echo()) {
                tokens.add(manner.report().token(id, manner.reported(said)));
            }
        });
        return new PromptReading(predictor.state(0), logits, List.copyOf(tokens));
    }
}
