package dev.longhand.generation;

/**
 * Takes improbable tokens out of a distribution. Weights are (V), probabilities but for a common factor; 0 is out. Of tokens
 * that are equal the lower id stays longer; one token always stays.
 */
sealed interface Truncation permits TypicalP, TopK, TopP, MinP {
    void cut(double[] weights);

    /** Summed in the order of the ids, so that the bits are the same everywhere. */
    static double total(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        return total;
    }
}
