package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Recurrence;
import dev.longhand.engine.cell.RecurrentState;
import dev.longhand.engine.cell.Sequence;
import dev.longhand.engine.cell.SequenceShape;
import java.util.ArrayList;
import java.util.List;

/** The network one token at a time, for B rows that know nothing of each other. One thread at a time. */
public final class InferencePass {
    private final Embedding embedding;
    private final List<Recurrence> layers = new ArrayList<>();
    private final List<Sequence> sequences = new ArrayList<>();
    private final Floats x;
    private final Floats logits;
    private final Decoder decoder;

    public InferencePass(Backend backend, NetworkShape shape, int B, Parameters weights) {
        embedding = new Embedding(shape.E(), weights.embedding());
        x = Floats.zeros((long) B * shape.E());
        logits = Floats.zeros((long) B * shape.V());
        var input = x;
        for (int l = 0; l < shape.L(); l++) {
            var y = Floats.zeros((long) B * shape.H());
            var sequence =
                    new Sequence(input, y, RecurrentState.zeros(B, shape.H()), RecurrentState.zeros(B, shape.H()));
            sequences.add(sequence);
            layers.add(backend.lstm(
                    new SequenceShape(1, B, l == 0 ? shape.E() : shape.H(), shape.H()),
                    weights.cells().get(l),
                    sequence,
                    null));
            input = y;
        }
        decoder = Decoder.of(backend, B, shape, weights, new Decoder.Memory(input, logits, null));
        layers.forEach(Recurrence::weightsChanged);
        decoder.weightsChanged();
    }

    /** Makes every row start from the zero state. */
    public void resetState() {
        sequences.forEach(sequence -> sequence.last().clear());
    }

    /** Takes one token a row; returns the logits of the next one, (B,V), valid until the next call. */
    public Floats step(int[] ids) {
        embedding.forward(ids, x);
        for (int l = 0; l < layers.size(); l++) {
            sequences.get(l).first().copyFrom(sequences.get(l).last());
            layers.get(l).forward();
        }
        decoder.forward();
        return logits;
    }
}
