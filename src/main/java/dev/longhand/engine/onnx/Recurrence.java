package dev.longhand.engine.onnx;

import static dev.longhand.engine.onnx.Operators.fractions;
import static dev.longhand.engine.onnx.Operators.number;
import static dev.longhand.engine.onnx.Operators.texts;

import dev.longhand.engine.cell.Cell;
import java.util.Locale;
import onnx.Onnx.AttributeProto;

/** What ONNX calls a cell, and how its equations are chosen. */
record Recurrence(Cell cell) {
    String operator() {
        return cell.family().toUpperCase(Locale.ROOT);
    }

    /**
     * ONNX's gates as places in PyTorch's order, which is ours: LSTM i o f c of i f g o, GRU z r h of r z n.
     */
    int[] gates() {
        return switch (cell) {
            case LSTM -> new int[] {0, 3, 1, 2};
            case GRU -> new int[] {1, 0, 2};
            case RNN_TANH, RNN_RELU, RNN_LEAKY_RELU, RNN_ELU -> new int[] {0};
        };
    }

    /** Beside the hidden size; LSTM and GRU have the functions of PyTorch by default. */
    AttributeProto[] attributes() {
        return switch (cell) {
            case LSTM -> new AttributeProto[0];
            // the reset gate acts on the product, bias included, and not on the state before it
            case GRU -> new AttributeProto[] {number("linear_before_reset", 1)};
            case RNN_TANH -> activation("Tanh");
            case RNN_RELU -> activation("Relu");
            case RNN_LEAKY_RELU -> activation("LeakyRelu", Cell.LEAK);
            case RNN_ELU -> activation("Elu", 1);
        };
    }

    private static AttributeProto[] activation(String name) {
        return new AttributeProto[] {texts("activations", name)};
    }

    private static AttributeProto[] activation(String name, float alpha) {
        return new AttributeProto[] {texts("activations", name), fractions("activation_alpha", alpha)};
    }
}
