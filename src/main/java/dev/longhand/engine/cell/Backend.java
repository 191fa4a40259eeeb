package dev.longhand.engine.cell;

import dev.longhand.engine.onednn.OneDnn;
import org.jspecify.annotations.Nullable;

/** What computes: plain ND4J, which is the specification, or oneDNN, which is fast. Both give the same up to rounding. */
public enum Backend {
    REFERENCE,
    ONEDNN;

    /** The fastest one that this platform has. */
    public static Backend best() {
        return OneDnn.isAvailable() ? ONEDNN : REFERENCE;
    }

    /**
     * @param gradients null where nothing is trained
     */
    public Recurrence lstm(
            SequenceShape shape, CellWeights weights, Sequence sequence, @Nullable SequenceGradients gradients) {
        return switch (this) {
            case REFERENCE -> new ReferenceLstm(shape, weights, sequence, gradients);
            case ONEDNN -> new OneDnnLstm(shape, weights, sequence, gradients);
        };
    }
}
