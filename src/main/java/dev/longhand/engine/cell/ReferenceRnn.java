package dev.longhand.engine.cell;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Plain recurrence (Elman 1990), as its equations read.
 *
 * <pre>
 *   z = x·Wx + h₋₁·Wh + b        h = φ(z)        φ: tanh, ReLU, leaky ReLU or ELU
 * </pre>
 *
 * Row-major float32: x (B,I) · h, z (B,H) · Wx (I,H) · Wh (H,H) · b (H).
 */
final class ReferenceRnn implements ReferenceRecurrence {
    private final Cell cell;
    private final SequenceShape shape;
    private final INDArray[] x;
    private final INDArray[] h;
    private final INDArray hLast;
    private final INDArray[] z;
    private final INDArray[] dh;
    private final INDArray Wx;
    private final INDArray Wh;
    private final INDArray b;
    private final @Nullable SequenceGradients gradients;

    ReferenceRnn(
            Cell cell,
            SequenceShape shape,
            CellWeights weights,
            Sequence sequence,
            @Nullable SequenceGradients gradients) {
        int T = shape.T(), B = shape.B(), I = shape.I(), H = shape.H();
        this.cell = cell;
        this.shape = shape;
        this.gradients = gradients;
        x = Steps.views(sequence.x(), T, B, I);
        h = Steps.states(sequence.first().h(), sequence.y(), T, B, H);
        hLast = sequence.last().h().as(B, H);
        z = new INDArray[T];
        dh = new INDArray[T];
        Wx = weights.Wx().as(I, H);
        Wh = weights.Wh().as(H, H);
        b = weights.b().as(H);
    }

    @Override
    public void weightsChanged() {
        // reads them where they are
    }

    @Override
    public void forward() {
        for (int t = 0; t < shape.T(); t++) {
            z[t] = x[t].mmul(Wx).addi(h[t].mmul(Wh)).addiRowVector(b);
            h[t + 1].assign(activated(z[t]));
        }
        hLast.assign(h[shape.T()]);
    }

    private INDArray activated(INDArray z) {
        return switch (cell) {
            case RNN_RELU -> Transforms.relu(z, true);
            case RNN_LEAKY_RELU -> Transforms.leakyRelu(z, Cell.LEAK, true);
            case RNN_ELU -> Transforms.elu(z, true);
            case RNN_TANH, LSTM, GRU -> Transforms.tanh(z, true);
        };
    }

    /** φ' at z, where φ is h. */
    private INDArray slope(INDArray z, INDArray h) {
        var above = z.gt(0).castTo(z.dataType());
        return switch (cell) {
            case RNN_RELU -> above;
            case RNN_LEAKY_RELU -> above.mul(1 - Cell.LEAK).addi(Cell.LEAK);
            case RNN_ELU -> above.rsub(1).muli(h).addi(1);
            case RNN_TANH, LSTM, GRU -> Steps.oneMinusSquare(h);
        };
    }

    @Override
    public void backward() {
        var out = Objects.requireNonNull(gradients);
        int T = shape.T(), B = shape.B(), I = shape.I(), H = shape.H();
        var dx = Steps.views(out.dx(), T, B, I);
        var dy = Steps.views(out.dy(), T, B, H);
        var dWx = out.weights().Wx().as(I, H).assign(0);
        var dWh = out.weights().Wh().as(H, H).assign(0);
        var db = out.weights().b().as(H).assign(0);
        var dhNext = h[0].ulike().assign(0);
        for (int t = T - 1; t >= 0; t--) {
            dh[t] = dy[t].add(dhNext);
            var dz = dh[t].mul(slope(z[t], h[t + 1]));
            dx[t].assign(dz.mmul(Wx.transpose()));
            dWx.addi(x[t].transpose().mmul(dz));
            dWh.addi(h[t].transpose().mmul(dz));
            db.addi(dz.sum(0));
            dhNext = dz.mmul(Wh.transpose());
        }
    }

    @Override
    public List<INDArray> gates(int t) {
        return List.of();
    }

    @Override
    public List<INDArray> stateGradients(int t) {
        return List.of(dh[t]);
    }
}
