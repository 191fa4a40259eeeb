package dev.longhand.engine.layer;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The decoder in plain ND4J, as its equations read. */
final class ReferenceDecoder implements Decoder {
    private final INDArray y;
    private final INDArray W;
    private final INDArray b;
    private final INDArray z;
    private final Memory memory;
    private final int N;
    private final NetworkShape shape;

    ReferenceDecoder(int N, NetworkShape shape, Parameters weights, Memory memory) {
        this.N = N;
        this.shape = shape;
        this.memory = memory;
        y = memory.y().as(N, shape.H());
        W = weights.decoderWeight().as(shape.V(), shape.H());
        b = weights.decoderBias().as(shape.V());
        z = memory.logits().as(N, shape.V());
    }

    @Override
    public void weightsChanged() {
        // reads them where they are
    }

    @Override
    public void forward() {
        z.assign(y.mmul(W.transpose()).addiRowVector(b));
    }

    @Override
    public double loss(int[] targets) {
        z.subiColumnVector(z.max(true, 1));
        z.subiColumnVector(Transforms.log(Transforms.exp(z, true).sum(true, 1), false));
        double loss = 0;
        for (int n = 0; n < N; n++) {
            loss -= targets[n] < 0 ? 0 : z.getFloat(n, targets[n]);
        }
        return loss;
    }

    @Override
    public void backward(int[] targets) {
        var gradients = Objects.requireNonNull(memory.gradients());
        Transforms.exp(z, false);
        for (int n = 0; n < N; n++) {
            if (targets[n] < 0) {
                z.getRow(n).assign(0);
            } else {
                z.putScalar(n, targets[n], z.getFloat(n, targets[n]) - 1);
            }
        }
        gradients.dW().as(shape.V(), shape.H()).addi(z.transpose().mmul(y));
        gradients.db().as(shape.V()).addi(z.sum(0));
        gradients.dy().as(N, shape.H()).assign(z.mmul(W));
    }
}
