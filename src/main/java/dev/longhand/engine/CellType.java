package dev.longhand.engine;

/** The recurrent cells. */
public enum CellType {
    /** Long short-term memory. */
    LSTM
}
