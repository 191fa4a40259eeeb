package dev.longhand.engine;

import dev.longhand.engine.InitializationSpec.Input;
import dev.longhand.engine.InitializationSpec.Recurrent;

/**
 * A network that nobody trained, and a random text, to see what a gradient does in it. Embeddings are small, uniform in ±0.1 as they
 * begin where the decoder reads with them, too: so units work where they are nearly linear, and it is the recurrent matrices that
 * decide (Pascanu et al. 2013), not how far the inputs saturate them.
 *
 * @param activation of a plain recurrence
 * @param forgetBias of an LSTM
 */
public record UntrainedNetwork(
        CellType cell,
        Activation activation,
        int layers,
        int hiddenSize,
        RecurrentMatrices recurrent,
        double forgetBias) {
    private static final int TOKENS = 32;

    /** Numbers that would be learned: about so many products a step takes. */
    public long parameters() {
        return spec().parameters();
    }

    /** The same seed gives all networks of one size the same embedding and the same text. */
    public GradientFlow flow(int timeSteps, long seed, ClippingSpec clipping) {
        var random = RandomStreams.of(seed, "text of a gradient flow", 0);
        return GradientFlow.of(
                weights(seed), random.ints(timeSteps + 1L, 0, TOKENS).toArray(), clipping);
    }

    Weights weights(long seed) {
        return switch (recurrent) {
            case RecurrentMatrices.Uniform uniform -> weights(Recurrent.UNIFORM, uniform.scale(), seed);
            case RecurrentMatrices.SpectralRadius spectral -> weights(Recurrent.ORTHOGONAL, spectral.radius(), seed);
        };
    }

    private Weights weights(Recurrent matrices, double factor, long seed) {
        var weights = Weights.initial(spec(), new InitializationSpec(Input.UNIFORM, matrices, forgetBias), seed);
        for (var layer : weights.parameters().cells()) {
            layer.Wh().as(layer.Wh().length()).muli(factor);
        }
        return weights;
    }

    private NetworkSpec spec() {
        return new NetworkSpec(cell, activation, layers, hiddenSize, hiddenSize, TOKENS, true, 0, 0);
    }
}
