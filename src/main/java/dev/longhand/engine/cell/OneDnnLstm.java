package dev.longhand.engine.cell;

import static org.bytedeco.dnnl.global.dnnl.*;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.onednn.OneDnn;
import dev.longhand.engine.onednn.PackedCopies;
import dev.longhand.engine.onednn.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.jspecify.annotations.Nullable;

/**
 * The LSTM of {@link ReferenceLstm} as one primitive of oneDNN a direction, on the same memory. oneDNN's gates stand in the
 * same order; it reads the weights in layouts of its own choice, one for each direction, into which they are packed after
 * every change, and writes their gradients in ours.
 *
 * <p>Float32 only: the way back in bf16 is slower than {@link ProductRecurrence} (docs/experiments.md).
 */
final class OneDnnLstm implements Recurrence {
    private final List<Primitive> packs = new ArrayList<>();
    private final Primitive forward;
    private final @Nullable Primitive backward;

    private final @Nullable CellWeights weightGradients;
    private final @Nullable PackedCopies copies;

    OneDnnLstm(
            @Nullable PackedCopies copies,
            SequenceShape shape,
            CellWeights weights,
            Sequence sequence,
            @Nullable SequenceGradients gradients) {
        this.copies = copies;
        weightGradients = gradients == null ? null : gradients.weights();
        var layouts = new Layouts(shape);
        var description = new lstm_forward.primitive_desc(
                OneDnn.engine(),
                gradients == null ? prop_kind.forward_inference : prop_kind.forward_training,
                rnn_direction.unidirectional_left2right,
                layouts.x,
                layouts.state,
                layouts.state,
                layouts.anyWx,
                layouts.anyWh,
                layouts.b,
                layouts.y,
                layouts.state,
                layouts.state,
                OneDnn.ownScratch(),
                false);
        var workspace = gradients == null ? null : Primitive.allocate(description.workspace_desc());
        var call = arguments(
                Primitive.of(new lstm_forward(description)),
                layouts,
                weights,
                sequence,
                description.weights_layer_desc(),
                description.weights_iter_desc(),
                description.scratchpad_desc());
        if (workspace != null) {
            call.with(DNNL_ARG_WORKSPACE, description.workspace_desc(), workspace);
        }
        forward = call.build();
        backward = gradients == null
                ? null
                : backward(layouts, weights, sequence, gradients, description, Objects.requireNonNull(workspace));
    }

    private Primitive backward(
            Layouts layouts,
            CellWeights weights,
            Sequence sequence,
            SequenceGradients gradients,
            lstm_forward.primitive_desc forward,
            Floats workspace) {
        var description = new lstm_backward.primitive_desc(
                OneDnn.engine(),
                prop_kind.backward,
                rnn_direction.unidirectional_left2right,
                layouts.x,
                layouts.state,
                layouts.state,
                layouts.anyWx,
                layouts.anyWh,
                layouts.b,
                layouts.y,
                layouts.state,
                layouts.state,
                layouts.x,
                layouts.state,
                layouts.state,
                layouts.Wx,
                layouts.Wh,
                layouts.b,
                layouts.y,
                layouts.state,
                layouts.state,
                forward,
                OneDnn.ownScratch(),
                false);
        // oneDNN insists on gradients of the states; truncated back-propagation has none, and drops those of the first
        // state
        var none = Primitive.allocate(layouts.state);
        var dropped = Primitive.allocate(layouts.state);
        return arguments(
                        Primitive.of(new lstm_backward(description)),
                        layouts,
                        weights,
                        sequence,
                        description.weights_layer_desc(),
                        description.weights_iter_desc(),
                        description.scratchpad_desc())
                .with(DNNL_ARG_WORKSPACE, forward.workspace_desc(), workspace)
                .with(DNNL_ARG_DIFF_DST_LAYER, layouts.y, gradients.dy())
                .with(DNNL_ARG_DIFF_DST_ITER, layouts.state, none)
                .with(DNNL_ARG_DIFF_DST_ITER_C, layouts.state, none)
                .with(DNNL_ARG_DIFF_SRC_LAYER, layouts.x, gradients.dx())
                .with(DNNL_ARG_DIFF_SRC_ITER, layouts.state, dropped)
                .with(DNNL_ARG_DIFF_SRC_ITER_C, layouts.state, dropped)
                .with(
                        DNNL_ARG_DIFF_WEIGHTS_LAYER,
                        layouts.Wx,
                        gradients.weights().Wx())
                .with(
                        DNNL_ARG_DIFF_WEIGHTS_ITER,
                        layouts.Wh,
                        gradients.weights().Wh())
                .with(DNNL_ARG_DIFF_BIAS, layouts.b, gradients.weights().b())
                .build();
    }

    /** The arguments that both directions have, among them the weights as this direction wants them packed. */
    private Primitive.Builder arguments(
            Primitive.Builder call,
            Layouts layouts,
            CellWeights weights,
            Sequence sequence,
            memory.desc packedWx,
            memory.desc packedWh,
            memory.desc scratch) {
        return call.with(DNNL_ARG_SRC_LAYER, layouts.x, sequence.x())
                .with(DNNL_ARG_SRC_ITER, layouts.state, sequence.first().h())
                .with(DNNL_ARG_SRC_ITER_C, layouts.state, sequence.first().cellState())
                .with(DNNL_ARG_WEIGHTS_LAYER, packedWx, packed(layouts.Wx, weights.Wx(), packedWx))
                .with(DNNL_ARG_WEIGHTS_ITER, packedWh, packed(layouts.Wh, weights.Wh(), packedWh))
                .with(DNNL_ARG_BIAS, layouts.b, weights.b())
                .with(DNNL_ARG_DST_LAYER, layouts.y, sequence.y())
                .with(DNNL_ARG_DST_ITER, layouts.state, sequence.last().h())
                .with(DNNL_ARG_DST_ITER_C, layouts.state, sequence.last().cellState())
                .with(DNNL_ARG_SCRATCHPAD, scratch, Primitive.allocate(scratch));
    }

    private Floats packed(memory.desc plain, Floats weights, memory.desc layout) {
        if (layout.equals(plain)) {
            return weights;
        }
        if (copies != null) {
            return copies.of(plain, weights, layout);
        }
        var packed = Primitive.allocate(layout);
        packs.add(Primitive.reorder(plain, weights, layout, packed));
        return packed;
    }

    @Override
    public void weightsChanged() {
        packs.forEach(Primitive::run);
    }

    @Override
    public void forward() {
        forward.run();
    }

    @Override
    public void backward() {
        // oneDNN adds to what is there
        var gradients = Objects.requireNonNull(weightGradients);
        gradients.W().clear();
        gradients.b().clear();
        Objects.requireNonNull(backward).run();
    }

    /** oneDNN's names of our layouts: t time, n batch, c channels; l layers, d directions, i input, g gates, o output. */
    private static final class Layouts {
        final memory.desc x;
        final memory.desc y;
        final memory.desc state;
        final memory.desc Wx;
        final memory.desc Wh;
        final memory.desc anyWx;
        final memory.desc anyWh;
        final memory.desc b;

        Layouts(SequenceShape shape) {
            int T = shape.T(), B = shape.B(), I = shape.I(), H = shape.H();
            x = OneDnn.floats(format_tag.tnc, T, B, I);
            y = OneDnn.floats(format_tag.tnc, T, B, H);
            state = OneDnn.floats(format_tag.ldnc, 1, 1, B, H);
            Wx = OneDnn.floats(format_tag.ldigo, 1, 1, I, 4, H);
            Wh = OneDnn.floats(format_tag.ldigo, 1, 1, H, 4, H);
            anyWx = OneDnn.floats(format_tag.any, 1, 1, I, 4, H);
            anyWh = OneDnn.floats(format_tag.any, 1, 1, H, 4, H);
            b = OneDnn.floats(format_tag.ldgo, 1, 1, 4, H);
        }
    }
}
