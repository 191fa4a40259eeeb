package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Compute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The network one token at a time, for B rows that know nothing of each other. One thread at a time. */
public final class InferencePass {
    private final Embedding embedding;
    private final List<RecurrentLayer> layers = new ArrayList<>();
    private final Floats x;
    private final Decoder decoder;
    private final long bytes;
    /** By row: a view of an array takes longer to make than to copy. */
    private final Map<Integer, List<Floats>> states = new HashMap<>();

    public InferencePass(Compute compute, NetworkShape shape, int B, Parameters weights) {
        embedding = new Embedding(compute.crew(), shape.E(), weights.embedding());
        x = Floats.zeros((long) B * shape.E());
        var input = x;
        for (int l = 0; l < shape.L(); l++) {
            var output = Floats.zeros((long) B * shape.H());
            layers.add(new RecurrentLayer(
                    compute,
                    shape,
                    Rows.of(1, B, compute.crew()),
                    l == 0 ? shape.E() : shape.H(),
                    1,
                    weights.cells().get(l),
                    new RecurrentLayer.Memory(input, output, null, null, null)));
            input = output;
        }
        decoder = new Decoder(compute, shape, weights, new Decoder.Memory(B, B, input, null, null));
        // what is read, written and carried, and about as much again that the library works with
        bytes = (long) Float.BYTES * B * (shape.E() + shape.L() * 12L * shape.H() + shape.V());
        layers.forEach(RecurrentLayer::weightsChanged);
        decoder.weightsChanged();
    }

    /** Makes every row start from the zero state. */
    public void resetState() {
        layers.forEach(RecurrentLayer::clear);
    }

    /** What a row carries from step to step, in the memory of this pass: layer by layer h and, where there is one, c. */
    public List<Floats> state(int row) {
        return states.computeIfAbsent(
                row,
                r -> layers.stream().flatMap(layer -> layer.state(r).stream()).toList());
    }

    /** What the gates of a layer let through at the last step, (B,H) each; only where the reference computes. */
    public List<INDArray> gates(int layer) {
        return layers.get(layer).reference().gates(0);
    }

    /** Takes one token a row; returns the logits of the next one, (B,V), valid until the next call. */
    public Floats step(int[] ids) {
        embedding.forward(ids, x);
        layers.forEach(RecurrentLayer::forward);
        decoder.forward();
        return decoder.logits();
    }

    /** Memory that its rows take, about. */
    public long bytes() {
        return bytes;
    }
}
