package dev.longhand.engine.layer;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.bytedeco.dnnl.global.dnnl.*;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.onednn.OneDnn;
import dev.longhand.engine.onednn.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.softmax_forward;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of {@link ReferenceDecoder} on oneDNN's matrix products and softmax. The weights are packed once a change; what
 * is left for Java is one number a row.
 */
final class OneDnnDecoder implements Decoder {
    private final int N;
    private final int V;
    private final Floats z;
    private final List<Primitive> packs = new ArrayList<>();
    private final Primitive logits;
    private final Primitive logSoftmax;
    private final @Nullable Backward backward;

    private record Backward(Primitive exp, Primitive toY, Primitive toW, Floats db) {}

    OneDnnDecoder(int N, NetworkShape shape, Parameters weights, Memory memory) {
        this.N = N;
        this.V = shape.V();
        int H = shape.H();
        z = memory.logits();
        var rows = OneDnn.floats(format_tag.ab, N, V);
        var hidden = OneDnn.floats(format_tag.ab, N, H);
        var W = weights.decoderWeight();
        logits = product(
                new Operand(hidden, memory.y()),
                new Operand(OneDnn.floats(format_tag.ba, H, V), W),
                new Operand(OneDnn.floats(format_tag.ab, 1, V), weights.decoderBias()),
                new Operand(rows, z));
        logSoftmax = logSoftmax(rows);
        var gradients = memory.gradients();
        backward = gradients == null
                ? null
                : new Backward(
                        exp(rows),
                        product(
                                new Operand(rows, z),
                                new Operand(OneDnn.floats(format_tag.ab, V, H), W),
                                null,
                                new Operand(hidden, gradients.dy())),
                        addedProduct(
                                new Operand(OneDnn.floats(format_tag.ba, V, N), z),
                                new Operand(hidden, memory.y()),
                                new Operand(OneDnn.floats(format_tag.ab, V, H), gradients.dW())),
                        gradients.db());
    }

    /** A matrix as oneDNN reads it, and its memory. */
    private record Operand(memory.desc layout, Floats floats) {}

    /** target = source · weights + bias; the weights are packed when they change. */
    private Primitive product(Operand source, Operand weights, @Nullable Operand bias, Operand target) {
        var sizes = new long[2];
        weights.layout.get_dims().get(sizes);
        var any = OneDnn.floats(format_tag.any, sizes);
        var attributes = OneDnn.ownScratch();
        var description = bias == null
                ? new matmul.primitive_desc(OneDnn.engine(), source.layout, any, target.layout, attributes, false)
                : new matmul.primitive_desc(
                        OneDnn.engine(), source.layout, any, bias.layout, target.layout, attributes, false);
        var packed = Primitive.allocate(description.weights_desc());
        packs.add(Primitive.reorder(weights.layout, weights.floats, description.weights_desc(), packed));
        var call = call(description, source, new Operand(description.weights_desc(), packed), target);
        if (bias != null) {
            call.with(DNNL_ARG_BIAS, bias.layout, bias.floats);
        }
        return call.build();
    }

    /** target += a · b, both as they are. */
    private static Primitive addedProduct(Operand a, Operand b, Operand target) {
        var attributes = OneDnn.ownScratch();
        var sum = new post_ops();
        sum.append_sum(1f, 0, memory.data_type.undef);
        attributes.set_post_ops(sum);
        return call(
                        new matmul.primitive_desc(
                                OneDnn.engine(), a.layout, b.layout, target.layout, attributes, false),
                        a,
                        b,
                        target)
                .build();
    }

    private static Primitive.Builder call(
            matmul.primitive_desc description, Operand source, Operand weights, Operand target) {
        var scratch = description.scratchpad_desc();
        return Primitive.of(new matmul(description))
                .with(DNNL_ARG_SRC, source.layout, source.floats)
                .with(DNNL_ARG_WEIGHTS, weights.layout, weights.floats)
                .with(DNNL_ARG_DST, target.layout, target.floats)
                .with(DNNL_ARG_SCRATCHPAD, scratch, Primitive.allocate(scratch));
    }

    private Primitive logSoftmax(memory.desc rows) {
        var description = new softmax_forward.primitive_desc(
                OneDnn.engine(),
                prop_kind.forward_inference,
                algorithm.softmax_log,
                rows,
                rows,
                1,
                OneDnn.ownScratch(),
                false);
        var scratch = description.scratchpad_desc();
        return Primitive.of(new softmax_forward(description))
                .with(DNNL_ARG_SRC, rows, z)
                .with(DNNL_ARG_DST, rows, z)
                .with(DNNL_ARG_SCRATCHPAD, scratch, Primitive.allocate(scratch))
                .build();
    }

    private Primitive exp(memory.desc rows) {
        var description = new eltwise_forward.primitive_desc(
                OneDnn.engine(), prop_kind.forward_inference, algorithm.eltwise_exp, rows, rows);
        return Primitive.of(new eltwise_forward(description))
                .with(DNNL_ARG_SRC, rows, z)
                .with(DNNL_ARG_DST, rows, z)
                .build();
    }

    @Override
    public void weightsChanged() {
        packs.forEach(Primitive::run);
    }

    @Override
    public void forward() {
        logits.run();
    }

    @Override
    public double loss(int[] targets) {
        logSoftmax.run();
        double loss = 0;
        for (int n = 0; n < N; n++) {
            loss -= targets[n] < 0 ? 0 : z.get((long) n * V + targets[n]);
        }
        return loss;
    }

    @Override
    public void backward(int[] targets) {
        var to = Objects.requireNonNull(backward);
        to.exp.run();
        for (int n = 0; n < N; n++) {
            long row = (long) n * V;
            if (targets[n] < 0) {
                z.memory().asSlice(Float.BYTES * row, (long) Float.BYTES * V).fill((byte) 0);
            } else {
                z.set(row + targets[n], z.get(row + targets[n]) - 1);
            }
        }
        to.toW.run();
        addRows(to.db);
        to.toY.run();
    }

    private void addRows(Floats db) {
        var from = z.memory();
        var to = db.memory();
        for (int n = 0; n < N; n++) {
            long row = (long) n * V;
            for (int v = 0; v < V; v++) {
                to.setAtIndex(JAVA_FLOAT, v, to.getAtIndex(JAVA_FLOAT, v) + from.getAtIndex(JAVA_FLOAT, row + v));
            }
        }
    }
}
