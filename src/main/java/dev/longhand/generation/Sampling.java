package dev.longhand.generation;

import java.util.ArrayList;
import java.util.List;

/**
 * How a token is drawn: temperature, then typicalP, topK, topP, minP, each on what the one before has left.
 *
 * @param temperature 0 is greedy
 * @param typicalP    1 keeps all
 * @param topK        0 keeps all
 * @param topP        1 keeps all
 * @param minP        0 keeps all
 */
record Sampling(double temperature, double typicalP, int topK, double topP, double minP) {
    boolean isGreedy() {
        return temperature == 0;
    }

    /** The weights that a token is drawn by, (V); 0 is out. */
    double[] weights(double[] logits) {
        var weights = new Temperature(temperature).weights(logits);
        truncations().forEach(truncation -> truncation.cut(weights));
        return weights;
    }

    private List<Truncation> truncations() {
        var truncations = new ArrayList<Truncation>();
        if (typicalP < 1) {
            truncations.add(new TypicalP(typicalP));
        }
        if (topK > 0) {
            truncations.add(new TopK(topK));
        }
        if (topP < 1) {
            truncations.add(new TopP(topP));
        }
        if (minP > 0) {
            truncations.add(new MinP(minP));
        }
        return truncations;
    }
}
