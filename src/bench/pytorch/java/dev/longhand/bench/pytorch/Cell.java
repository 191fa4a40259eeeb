package dev.longhand.bench.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.recurrent.RNN.Activation;

/** PyTorch's recurrent layers as {@code torch.nn} calls them: input (T, B, E), each part of the state (L, B, H). */
enum Cell {
    LSTM("lstm", 4, 2) {
        @Override
        NDList run(NDArray input, NDList state, NDList weights, int layers, boolean training) {
            return input.getNDArrayInternal()
                    .lstm(input, state, weights, HAS_BIASES, layers, NO_DROPOUT, training, BIDIRECTIONAL, BATCH_FIRST);
        }
    },
    GRU("gru", 3, 1) {
        @Override
        NDList run(NDArray input, NDList state, NDList weights, int layers, boolean training) {
            return input.getNDArrayInternal()
                    .gru(
                            input,
                            state.singletonOrThrow(),
                            weights,
                            HAS_BIASES,
                            layers,
                            NO_DROPOUT,
                            training,
                            BIDIRECTIONAL,
                            BATCH_FIRST);
        }
    },
    RNN_TANH("rnn", 1, 1) {
        @Override
        NDList run(NDArray input, NDList state, NDList weights, int layers, boolean training) {
            return plain(Activation.TANH, input, state, weights, layers, training);
        }
    },
    RNN_RELU("rnn", 1, 1) {
        @Override
        NDList run(NDArray input, NDList state, NDList weights, int layers, boolean training) {
            return plain(Activation.RELU, input, state, weights, layers, training);
        }
    };

    private static final boolean HAS_BIASES = true;
    private static final double NO_DROPOUT = 0;
    private static final boolean BIDIRECTIONAL = false;
    private static final boolean BATCH_FIRST = false;

    private final String prefix;
    private final int gates;
    private final int stateParts;

    Cell(String prefix, int gates, int stateParts) {
        this.prefix = prefix;
        this.gates = gates;
        this.stateParts = stateParts;
    }

    /** The cell by the words that a model's metadata have for it. */
    static Cell of(String cell, String activation) {
        return switch (cell) {
            case "lstm" -> LSTM;
            case "gru" -> GRU;
            case "rnn" ->
                switch (activation) {
                    case "tanh" -> RNN_TANH;
                    case "relu" -> RNN_RELU;
                    default -> throw new IllegalArgumentException("torch.nn.RNN has no " + activation);
                };
            default -> throw new IllegalArgumentException("torch.nn has no cell " + cell);
        };
    }

    /** Of the names of its parameters, and what its files are called after. */
    String prefix() {
        return prefix;
    }

    /** Blocks of H rows in its matrices. */
    int gates() {
        return gates;
    }

    /** h, and c where there is one. */
    int stateParts() {
        return stateParts;
    }

    /** Output (T, B, H), followed by the parts of the state after it. */
    abstract NDList run(NDArray input, NDList state, NDList weights, int layers, boolean training);

    private static NDList plain(
            Activation activation, NDArray input, NDList state, NDList weights, int layers, boolean training) {
        return input.getNDArrayInternal()
                .rnn(
                        input,
                        state.singletonOrThrow(),
                        weights,
                        HAS_BIASES,
                        layers,
                        activation,
                        NO_DROPOUT,
                        training,
                        BIDIRECTIONAL,
                        BATCH_FIRST);
    }
}
