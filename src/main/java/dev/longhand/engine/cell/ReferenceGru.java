package dev.longhand.engine.cell;

import static dev.longhand.engine.cell.Steps.oneMinusSquare;
import static dev.longhand.engine.cell.Steps.sigmoidSlope;
import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gated recurrent unit (Cho et al. 2014) in the form of PyTorch and cuDNN, as its equations read.
 *
 * <pre>
 *   a = x·Wx + b                s = h₋₁·Wh + bₕ            a, s = [ r | z | n ]
 *   r = σ(aᵣ + sᵣ)              z = σ(a_z + s_z)           n = tanh(aₙ + r ⊙ sₙ)
 *   h = (1 − z) ⊙ n + z ⊙ h₋₁
 * </pre>
 *
 * Row-major float32: x (B,I) · h (B,H) · Wx (I,3H) · Wh (H,3H) · b, bₕ (3H) · a, s (B,3H).
 */
final class ReferenceGru implements ReferenceRecurrence {
    private final SequenceShape shape;
    private final INDArray[] x;
    private final INDArray[] h;
    private final INDArray hLast;
    private final INDArray Wx;
    private final INDArray Wh;
    private final INDArray b;
    private final INDArray bh;
    private final @Nullable SequenceGradients gradients;
    private final Step[] steps;
    private final INDArray[] dh;

    /** What the backward pass needs of one time step; each (B,H). */
    private record Step(INDArray r, INDArray z, INDArray n, INDArray sn) {}

    ReferenceGru(SequenceShape shape, CellWeights weights, Sequence sequence, @Nullable SequenceGradients gradients) {
        int T = shape.T(), B = shape.B(), I = shape.I(), H = shape.H();
        this.shape = shape;
        this.gradients = gradients;
        x = Steps.views(sequence.x(), T, B, I);
        h = Steps.states(sequence.first().h(), sequence.y(), T, B, H);
        hLast = sequence.last().h().as(B, H);
        Wx = weights.Wx().as(I, 3L * H);
        Wh = weights.Wh().as(H, 3L * H);
        b = weights.b().as(3L * H);
        bh = weights.secondBias().as(3L * H);
        steps = new Step[T];
        dh = new INDArray[T];
    }

    @Override
    public void weightsChanged() {
        // reads them where they are
    }

    @Override
    public void forward() {
        int H = shape.H();
        for (int t = 0; t < shape.T(); t++) {
            var a = x[t].mmul(Wx).addiRowVector(b);
            var s = h[t].mmul(Wh).addiRowVector(bh);
            var r = sigmoid(Steps.gate(a, 0, H).add(Steps.gate(s, 0, H)), false);
            var z = sigmoid(Steps.gate(a, 1, H).add(Steps.gate(s, 1, H)), false);
            var sn = Steps.gate(s, 2, H).dup();
            var n = tanh(Steps.gate(a, 2, H).add(r.mul(sn)), false);
            h[t + 1].assign(z.rsub(1).muli(n).addi(z.mul(h[t])));
            steps[t] = new Step(r, z, n, sn);
        }
        hLast.assign(h[shape.T()]);
    }

    @Override
    public void backward() {
        var out = Objects.requireNonNull(gradients);
        int T = shape.T(), B = shape.B(), I = shape.I(), H = shape.H();
        var dx = Steps.views(out.dx(), T, B, I);
        var dy = Steps.views(out.dy(), T, B, H);
        var dWx = out.weights().Wx().as(I, 3L * H).assign(0);
        var dWh = out.weights().Wh().as(H, 3L * H).assign(0);
        var db = out.weights().b().as(3L * H).assign(0);
        var dbh = out.weights().secondBias().as(3L * H).assign(0);
        var dhNext = h[0].ulike().assign(0);
        for (int t = T - 1; t >= 0; t--) {
            var step = steps[t];
            dh[t] = dy[t].add(dhNext);
            var dan = dh[t].mul(step.z().rsub(1)).muli(oneMinusSquare(step.n()));
            var dz = dh[t].mul(h[t].sub(step.n())).muli(sigmoidSlope(step.z()));
            var dr = dan.mul(step.sn()).muli(sigmoidSlope(step.r()));
            var da = Nd4j.hstack(dr, dz, dan);
            var ds = Nd4j.hstack(dr, dz, dan.mul(step.r()));

            dx[t].assign(da.mmul(Wx.transpose()));
            dWx.addi(x[t].transpose().mmul(da));
            dWh.addi(h[t].transpose().mmul(ds));
            db.addi(da.sum(0));
            dbh.addi(ds.sum(0));
            dhNext = ds.mmul(Wh.transpose()).addi(dh[t].mul(step.z()));
        }
    }

    @Override
    public List<INDArray> gates(int t) {
        return List.of(steps[t].r(), steps[t].z(), steps[t].n());
    }

    @Override
    public List<INDArray> stateGradients(int t) {
        return List.of(dh[t]);
    }
}
