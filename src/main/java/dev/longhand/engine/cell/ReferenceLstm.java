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
 * Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000), as its equations read.
 *
 * <pre>
 *   z = x·Wx + h₋₁·Wh + b            z = [ i | f | g | o ] before activation
 *   i, f, o = σ(zᵢ), σ(z_f), σ(zₒ)    g = tanh(z_g)
 *   c = f ⊙ c₋₁ + i ⊙ g               h = o ⊙ tanh(c)
 * </pre>
 *
 * Row-major float32: x (B,I) · h, c (B,H) · Wx (I,4H) · Wh (H,4H) · b (4H) · z (B,4H).
 */
final class ReferenceLstm implements ReferenceRecurrence {
    private final SequenceShape shape;
    private final INDArray[] x;
    private final INDArray[] h;
    private final INDArray hLast;
    private final INDArray[] c;
    private final INDArray cLast;
    private final INDArray Wx;
    private final INDArray Wh;
    private final INDArray b;
    private final @Nullable SequenceGradients gradients;
    private final Step[] steps;
    private final INDArray[] dh;
    private final INDArray[] dc;

    /** What the backward pass needs of one time step; each (B,H). */
    private record Step(INDArray i, INDArray f, INDArray g, INDArray o, INDArray tanhC) {}

    ReferenceLstm(SequenceShape shape, CellWeights weights, Sequence sequence, @Nullable SequenceGradients gradients) {
        int T = shape.T(), B = shape.B(), I = shape.I(), H = shape.H();
        this.shape = shape;
        this.gradients = gradients;
        x = Steps.views(sequence.x(), T, B, I);
        h = Steps.states(sequence.first().h(), sequence.y(), T, B, H);
        hLast = sequence.last().h().as(B, H);
        c = new INDArray[T + 1];
        c[0] = sequence.first().cellState().as(B, H);
        cLast = sequence.last().cellState().as(B, H);
        Wx = weights.Wx().as(I, 4L * H);
        Wh = weights.Wh().as(H, 4L * H);
        b = weights.b().as(4L * H);
        steps = new Step[T];
        dh = new INDArray[T];
        dc = new INDArray[T];
    }

    @Override
    public void weightsChanged() {
        // reads them where they are
    }

    @Override
    public void forward() {
        int H = shape.H();
        for (int t = 0; t < shape.T(); t++) {
            var z = x[t].mmul(Wx).addi(h[t].mmul(Wh)).addiRowVector(b);
            var i = sigmoid(Steps.gate(z, 0, H), true);
            var f = sigmoid(Steps.gate(z, 1, H), true);
            var g = tanh(Steps.gate(z, 2, H), true);
            var o = sigmoid(Steps.gate(z, 3, H), true);
            c[t + 1] = f.mul(c[t]).addi(i.mul(g));
            var tanhC = tanh(c[t + 1], true);
            h[t + 1].assign(o.mul(tanhC));
            steps[t] = new Step(i, f, g, o, tanhC);
        }
        hLast.assign(h[shape.T()]);
        cLast.assign(c[shape.T()]);
    }

    @Override
    public void backward() {
        var out = Objects.requireNonNull(gradients);
        int T = shape.T(), B = shape.B(), I = shape.I(), H = shape.H();
        var dx = Steps.views(out.dx(), T, B, I);
        var dy = Steps.views(out.dy(), T, B, H);
        var dWx = out.weights().Wx().as(I, 4L * H).assign(0);
        var dWh = out.weights().Wh().as(H, 4L * H).assign(0);
        var db = out.weights().b().as(4L * H).assign(0);
        var dhNext = h[0].ulike().assign(0);
        var dcNext = h[0].ulike().assign(0);
        for (int t = T - 1; t >= 0; t--) {
            var s = steps[t];
            dh[t] = dy[t].add(dhNext);
            dc[t] = dcNext;
            var dcHere = dh[t].mul(s.o()).muli(oneMinusSquare(s.tanhC())).addi(dcNext);
            var dz = Nd4j.hstack(
                    dcHere.mul(s.g()).muli(sigmoidSlope(s.i())),
                    dcHere.mul(c[t]).muli(sigmoidSlope(s.f())),
                    dcHere.mul(s.i()).muli(oneMinusSquare(s.g())),
                    dh[t].mul(s.tanhC()).muli(sigmoidSlope(s.o())));

            dx[t].assign(dz.mmul(Wx.transpose()));
            dWx.addi(x[t].transpose().mmul(dz));
            dWh.addi(h[t].transpose().mmul(dz));
            db.addi(dz.sum(0));
            dhNext = dz.mmul(Wh.transpose());
            dcNext = dcHere.mul(s.f());
        }
    }

    @Override
    public List<INDArray> gates(int t) {
        return List.of(steps[t].i(), steps[t].f(), steps[t].g(), steps[t].o());
    }

    @Override
    public List<INDArray> stateGradients(int t) {
        return List.of(dh[t], dc[t]);
    }
}
