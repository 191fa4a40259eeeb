package dev.longhand.generation;

/**
 * Makes tokens more or less probable: {@code zᵢ ← zᵢ + bᵢ}. A bias of b multiplies the odds of a token by exp(b) (the
 * {@code logit_bias} of OpenAI's API).
 *
 * @param ids    the tokens
 * @param biases one for each of them, finite
 */
record LogitBias(int[] ids, double[] biases) implements LogitStep {
    @Override
    public void apply(double[] logits, History history) {
        for (int i = 0; i < ids.length; i++) {
            logits[ids[i]] += biases[i];
        }
    }
}
