package dev.longhand.engine.cell;

/** The recurrent cells; a plain one is another cell for every activation. */
public enum Cell {
    LSTM("lstm", 4),
    GRU("gru", 3),
    RNN_TANH("rnn", 1),
    RNN_RELU("rnn", 1),
    RNN_LEAKY_RELU("rnn", 1),
    RNN_ELU("rnn", 1);

    /** Slope of the leaky ReLU below zero, as in PyTorch. */
    public static final float LEAK = 0.01f;

    private final String family;
    private final int gates;

    Cell(String family, int gates) {
        this.family = family;
        this.gates = gates;
    }

    /** What PyTorch calls it in the names of its parameters. */
    public String family() {
        return family;
    }

    /** Sums of a unit. */
    public int gates() {
        return gates;
    }

    /** Whether it keeps something to itself besides what it shows. */
    public boolean hasCellState() {
        return this == LSTM;
    }

    /** Whether what it reads and what it remembers have a bias each, because they are not only added. */
    public boolean hasTwoBiases() {
        return this == GRU;
    }
}
