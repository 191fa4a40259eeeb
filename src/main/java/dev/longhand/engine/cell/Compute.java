package dev.longhand.engine.cell;

import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.onednn.NumberType;
import dev.longhand.engine.onednn.PackedCopies;
import org.jspecify.annotations.Nullable;

/**
 * What a network is computed with.
 *
 * @param backend  the library
 * @param crew     the threads
 * @param products how matrix products read their factors; the reference reads float32 only
 * @param copies   of weights that never change, shared with others; null where each keeps its own, and weights change
 */
public record Compute(
        Backend backend,
        Crew crew,
        NumberType products,
        @Nullable PackedCopies copies) {
    public Compute(Backend backend, Crew crew, NumberType products) {
        this(backend, crew, products, null);
    }

    /** On the caller's thread, in float32. */
    public static Compute alone(Backend backend) {
        return new Compute(backend, Crew.ofOne(backend::prepareThread), NumberType.FLOAT32);
    }

    /**
     * A recurrent layer, for one thread.
     *
     * @param gradients null where nothing is trained
     */
    public Recurrence recurrence(
            Cell cell,
            SequenceShape shape,
            CellWeights weights,
            Sequence sequence,
            @Nullable SequenceGradients gradients) {
        return switch (backend) {
            case ONEDNN ->
                cell == Cell.LSTM && products == NumberType.FLOAT32
                        ? new OneDnnLstm(copies, shape, weights, sequence, gradients)
                        : new ProductRecurrence(products, copies, cell, shape, weights, sequence, gradients);
            case REFERENCE ->
                switch (cell) {
                    case LSTM -> new ReferenceLstm(shape, weights, sequence, gradients);
                    case GRU -> new ReferenceGru(shape, weights, sequence, gradients);
                    case RNN_TANH, RNN_RELU, RNN_LEAKY_RELU, RNN_ELU ->
                        new ReferenceRnn(cell, shape, weights, sequence, gradients);
                };
        };
    }
}
