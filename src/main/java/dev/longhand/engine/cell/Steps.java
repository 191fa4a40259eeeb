package dev.longhand.engine.cell;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.longhand.engine.array.Floats;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the reference cells share: views of memory as ND4J arrays, and slopes in terms of what was activated. */
final class Steps {
    private Steps() {}

    /** Views (B,F) of a sequence (T,B,F). Not {@code INDArray.slice}: where F is 1, it gives a scalar. */
    static INDArray[] views(Floats sequence, int T, int B, int F) {
        long size = (long) B * F;
        return IntStream.range(0, T)
                .mapToObj(t -> sequence.slice(t * size, size).as(B, F))
                .toArray(INDArray[]::new);
    }

    /** Views (B,F) of what was before a sequence (T,B,F) and of its steps: step t reads entry t and writes entry t + 1. */
    static INDArray[] states(Floats before, Floats sequence, int T, int B, int F) {
        var all = new INDArray[T + 1];
        all[0] = before.as(B, F);
        System.arraycopy(views(sequence, T, B, F), 0, all, 1, T);
        return all;
    }

    /** (B,H), one gate of (B,G·H). */
    static INDArray gate(INDArray sums, int index, int H) {
        return sums.get(all(), interval(index * H, (index + 1) * H));
    }

    /** σ' in terms of σ: a(1 − a). */
    static INDArray sigmoidSlope(INDArray a) {
        return a.mul(a.rsub(1));
    }

    /** tanh' in terms of tanh: 1 − a². */
    static INDArray oneMinusSquare(INDArray a) {
        return a.mul(a).rsubi(1);
    }
}
