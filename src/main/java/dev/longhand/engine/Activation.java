package dev.longhand.engine;

/** What a plain recurrence puts its sum through; LSTM and GRU have their own. */
public enum Activation {
    TANH,
    RELU,
    /** Slope 0.01 below zero, as in PyTorch. */
    LEAKY_RELU,
    /** Exponential linear unit with α = 1 (Clevert et al. 2016). */
    ELU
}
