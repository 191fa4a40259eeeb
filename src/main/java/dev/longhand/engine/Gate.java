package dev.longhand.engine;

import java.util.List;

/** What decides in a cell how much is read, kept and shown; the candidate is what would be new. */
public enum Gate {
    INPUT,
    FORGET,
    CANDIDATE,
    OUTPUT,
    RESET,
    UPDATE;

    private static final List<Gate> LSTM = List.of(INPUT, FORGET, CANDIDATE, OUTPUT);
    private static final List<Gate> GRU = List.of(RESET, UPDATE, CANDIDATE);

    /** Those of a cell, in the order of its sums. */
    public static List<Gate> of(CellType cell) {
        return switch (cell) {
            case LSTM -> LSTM;
            case GRU -> GRU;
            case RNN -> List.of();
        };
    }
}
