package dev.longhand.engine;

/** The recurrent cells. */
public enum CellType {
    /** Long short-term memory. */
    LSTM,
    /** Gated recurrent unit in PyTorch's form, with a second bias inside the reset gate's product. */
    GRU,
    /** Plain recurrence through one activation. */
    RNN
}
