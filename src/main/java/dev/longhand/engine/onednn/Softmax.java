package dev.longhand.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import dev.longhand.engine.array.Floats;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.softmax_forward;

/** Softmax over each row of (N,V), in place. One thread at a time. */
public final class Softmax {
    private final Primitive probabilities;
    private final Primitive logProbabilities;

    public Softmax(Floats rows, int N, int V) {
        probabilities = primitive(rows, N, V, org.bytedeco.dnnl.global.dnnl.algorithm.softmax_accurate);
        logProbabilities = primitive(rows, N, V, org.bytedeco.dnnl.global.dnnl.algorithm.softmax_log);
    }

    private static Primitive primitive(Floats rows, int N, int V, org.bytedeco.dnnl.global.dnnl.algorithm algorithm) {
        var layout = OneDnn.floats(memory.format_tag.ab, N, V);
        var description = new softmax_forward.primitive_desc(
                OneDnn.engine(),
                org.bytedeco.dnnl.global.dnnl.prop_kind.forward_inference,
                algorithm,
                layout,
                layout,
                1,
                OneDnn.ownScratch(),
                false);
        var scratch = description.scratchpad_desc();
        return Primitive.of(new softmax_forward(description))
                .with(DNNL_ARG_SRC, layout, rows)
                .with(DNNL_ARG_DST, layout, rows)
                .with(DNNL_ARG_SCRATCHPAD, scratch, Primitive.allocate(scratch))
                .build();
    }

    public void probabilities() {
        probabilities.run();
    }

    public void logProbabilities() {
        logProbabilities.run();
    }
}
