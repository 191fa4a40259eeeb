package dev.longhand.engine;

/**
 * What the weights are before the first step.
 *
 * @param input      of the matrices that read from below
 * @param recurrent  of the matrices that read the state before
 * @param forgetBias of the LSTM's forget gate, which begins open at 1 (Jozefowicz et al. 2015)
 */
public record InitializationSpec(Input input, Recurrent recurrent, double forgetBias) {
    public enum Input {
        /** Uniform in ±√(6 / (in + out)), gate by gate (Glorot and Bengio 2010). */
        XAVIER,
        /** Uniform in ±1/√H, as in PyTorch. */
        UNIFORM
    }

    public enum Recurrent {
        /** A random rotation for each gate, which neither stretches nor shrinks the state (Saxe et al. 2014). */
        ORTHOGONAL,
        /** Uniform in ±1/√H, as in PyTorch. */
        UNIFORM,
        /** Keeps the state as it is (Le, Jaitly and Hinton 2015). */
        IDENTITY
    }

    /** What suits a cell: the identity where a plain recurrence is linear above zero, rotations elsewhere. */
    public static InitializationSpec defaultFor(CellType cell, Activation activation) {
        boolean linearAboveZero = cell == CellType.RNN && activation != Activation.TANH;
        return new InitializationSpec(Input.XAVIER, linearAboveZero ? Recurrent.IDENTITY : Recurrent.ORTHOGONAL, 1);
    }
}
