package dev.longhand.engine.cell;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrence that can be looked into: it keeps what it did at each step, until the next pass. Everything is (B,H). */
public sealed interface ReferenceRecurrence extends Recurrence permits ReferenceGru, ReferenceLstm, ReferenceRnn {
    /** After {@link #forward}: what the gates of a step let through, in the order of its sums; a plain recurrence has none. */
    List<INDArray> gates(int t);

    /**
     * After {@link #backward}: the gradient of the loss with respect to what a step leaves. That of h comes from above and from
     * the next step; that of c, where there is one, from the next step's cell alone: what goes through h is counted there.
     */
    List<INDArray> stateGradients(int t);
}
