package dev.longhand.generation;

import dev.longhand.generation.ScoreResponse.TokenScore;
import dev.longhand.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A text that is scored in a batch: it is read, and what the model says of each token is kept. */
final class ScoreReading implements Participant {
    private final PromptReader reader;
    private final List<TokenScore> scores = new ArrayList<>();
    private final Consumer<List<TokenScore>> result;

    /**
     * @param text of at least one token
     */
    ScoreReading(Prompt text, Tokenizer tokenizer, Consumer<List<TokenScore>> result) {
        reader = new PromptReader(
                text,
                tokenizer,
                (id, said) ->
                        scores.add(new TokenScore(tokenizer.text(id), Logits.logProbabilities(Logits.of(said))[id])));
        this.result = result;
    }

    @Override
    public int mostRows() {
        return 1;
    }

    @Override
    public @Nullable Reading next() {
        return reader.isRead() ? null : reader.next();
    }

    @Override
    public void take(float[][] logits) {
        reader.take(logits[0]);
        if (reader.isRead()) {
            result.accept(scores);
        }
    }
}
