package dev.longhand.engine.cell;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import dev.longhand.engine.array.Floats;
import java.util.Objects;
import java.util.stream.IntStream;
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
final class ReferenceLstm implements Recurrence {
    private final SequenceShape shape;
    private final INDArray[] x;
    private final INDArray[] y;
    private final INDArray h0;
    private final INDArray c0;
    private final INDArray hLast;
    private final INDArray cLast;
    private final INDArray Wx;
    private final INDArray Wh;
    private final INDArray b;
    private final @Nullable SequenceGradients gradients;
    private final Step[] steps;

    /** What the backward pass needs of one time step; each (B,H). */
    private record Step(INDArray i, INDArray f, INDArray g, INDArray o, INDArray c, INDArray tanhC) {}

    ReferenceLstm(SequenceShape shape, CellWeights weights, Sequence sequence, @Nullable SequenceGradients gradients) {
        int T = shape.T(), B = shape.B(), I = shape.I(), H = shape.H();
        this.shape = shape;
        this.gradients = gradients;
        x = steps(sequence.x(), T, B, I);
        y = steps(sequence.y(), T, B, H);
        h0 = sequence.first().h().as(B, H);
        c0 = sequence.first().c().as(B, H);
        hLast = sequence.last().h().as(B, H);
        cLast = sequence.last().c().as(B, H);
        Wx = weights.Wx().as(I, 4L * H);
        Wh = weights.Wh().as(H, 4L * H);
        b = weights.b().as(4L * H);
        steps = new Step[T];
    }

    /** Views (B,F) of a sequence (T,B,F). Not {@code INDArray.slice}: where F is 1, it gives a scalar. */
    private static INDArray[] steps(Floats sequence, int T, int B, int F) {
        long size = (long) B * F;
        return IntStream.range(0, T)
                .mapToObj(t -> sequence.slice(t * size, size).as(B, F))
                .toArray(INDArray[]::new);
    }

    @Override
    public void weightsChanged() {
        // reads them where they are
    }

    @Override
    public void forward() {
        var h = h0;
        var c = c0;
        for (int t = 0; t < shape.T(); t++) {
            var z = x[t].mmul(Wx).addi(h.mmul(Wh)).addiRowVector(b);
            var i = sigmoid(gate(z, 0), true);
            var f = sigmoid(gate(z, 1), true);
            var g = tanh(gate(z, 2), true);
            var o = sigmoid(gate(z, 3), true);
            c = f.mul(c).addi(i.mul(g));
            var tanhC = tanh(c, true);
            h = o.mul(tanhC);
            y[t].assign(h);
            steps[t] = new Step(i, f, g, o, c, tanhC);
        }
        hLast.assign(h);
        cLast.assign(c);
    }

    private INDArray gate(INDArray z, int index) {
        int H = shape.H();
        return z.get(all(), interval(index * H, (index + 1) * H));
    }

    @Override
    public void backward() {
        var out = Objects.requireNonNull(gradients);
        int T = shape.T(), B = shape.B(), I = shape.I(), H = shape.H();
        var dx = steps(out.dx(), T, B, I);
        var dy = steps(out.dy(), T, B, H);
        var dWx = out.weights().Wx().as(I, 4L * H);
        var dWh = out.weights().Wh().as(H, 4L * H);
        var db = out.weights().b().as(4L * H);
        var dhNext = h0.ulike().assign(0);
        var dcNext = h0.ulike().assign(0);
        for (int t = T - 1; t >= 0; t--) {
            var s = steps[t];
            var cBefore = t > 0 ? steps[t - 1].c() : c0;
            var hBefore = t > 0 ? y[t - 1] : h0;

            var dh = dy[t].add(dhNext);
            var dc = dh.mul(s.o()).muli(oneMinusSquare(s.tanhC())).addi(dcNext);
            var dz = Nd4j.hstack(
                    dc.mul(s.g()).muli(sigmoidSlope(s.i())),
                    dc.mul(cBefore).muli(sigmoidSlope(s.f())),
                    dc.mul(s.i()).muli(oneMinusSquare(s.g())),
                    dh.mul(s.tanhC()).muli(sigmoidSlope(s.o())));

            dx[t].assign(dz.mmul(Wx.transpose()));
            dWx.addi(x[t].transpose().mmul(dz));
            dWh.addi(hBefore.transpose().mmul(dz));
            db.addi(dz.sum(0));
            dhNext = dz.mmul(Wh.transpose());
            dcNext = dc.mul(s.f());
        }
    }

    /** σ' in terms of σ: a(1 − a). */
    private static INDArray sigmoidSlope(INDArray a) {
        return a.mul(a.rsub(1));
    }

    /** tanh' in terms of tanh: 1 − a². */
    private static INDArray oneMinusSquare(INDArray a) {
        return a.mul(a).rsubi(1);
    }
}
