package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The loss in plain ND4J, as its equations read. */
final class ReferenceCrossEntropy implements CrossEntropy {
    private final int N;
    private final INDArray z;

    ReferenceCrossEntropy(int N, int V, Floats logits) {
        this.N = N;
        z = logits.as(N, V);
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
    public double lossAndGradient(int[] targets) {
        double loss = loss(targets);
        Transforms.exp(z, false);
        for (int n = 0; n < N; n++) {
            if (targets[n] < 0) {
                z.getRow(n).assign(0);
            } else {
                z.putScalar(n, targets[n], z.getFloat(n, targets[n]) - 1);
            }
        }
        return loss;
    }
}
