package dev.longhand.generation;

import dev.longhand.generation.GenerateResponse.Alternative;
import dev.longhand.generation.GenerateResponse.Token;
import dev.longhand.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said of a token: with alternatives, also how probable it and the most probable ones were to the model itself, before
 * any step of the sampler.
 *
 * @param alternatives how many; 0 for none and no probability at all
 */
record TokenReport(Tokenizer tokenizer, int alternatives) {
    /**
     * @param logProbabilities (V); only read when there are alternatives
     */
    Token token(int id, double[] logProbabilities) {
        return alternatives == 0
                ? new Token(id, tokenizer.text(id), null, null)
                : new Token(id, tokenizer.text(id), logProbabilities[id], mostProbable(logProbabilities));
    }

    private List<Alternative> mostProbable(double[] logProbabilities) {
        var ranking = new Ranking(logProbabilities);
        var most = new ArrayList<Alternative>();
        while (most.size() < alternatives && ranking.hasNext()) {
            int id = ranking.next();
            most.add(new Alternative(id, tokenizer.text(id), logProbabilities[id]));
        }
        return List.copyOf(most);
    }
}
