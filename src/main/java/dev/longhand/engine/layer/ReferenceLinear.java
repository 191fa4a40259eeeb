package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The linear layer in plain ND4J, as its equations read. */
final class ReferenceLinear implements Linear {
    private final Shape shape;
    private final Weights weights;
    private final Memory memory;

    ReferenceLinear(Shape shape, Weights weights, Memory memory) {
        this.shape = shape;
        this.weights = weights;
        this.memory = memory;
    }

    @Override
    public void weightsChanged() {
        // reads them where they are
    }

    @Override
    public void forward() {
        for (int row = 0; row < shape.N(); row += some(row)) {
            var z = block(memory.z(), row, shape.M());
            z.assign(block(memory.y(), row, shape.K()).mmul(matrix(weights.W()).transpose()));
            if (weights.b() != null) {
                z.addiRowVector(weights.b().as(shape.M()));
            }
        }
    }

    @Override
    public void backward() {
        var gradients = Objects.requireNonNull(memory.gradients());
        var dW = matrix(gradients.weights().W()).assign(0);
        var db = gradients.weights().b() == null
                ? null
                : gradients.weights().b().as(shape.M()).assign(0);
        for (int row = 0; row < shape.N(); row += some(row)) {
            var dz = block(gradients.dz(), row, shape.M());
            dW.addi(dz.transpose().mmul(block(memory.y(), row, shape.K())));
            if (db != null) {
                db.addi(dz.sum(0));
            }
            block(gradients.dy(), row, shape.K()).assign(dz.mmul(matrix(weights.W())));
        }
    }

    /** Rows from this one on that are multiplied at a time: the rounding of a product depends on how many there are. */
    private int some(int row) {
        return Math.min(shape.some(), shape.N() - row);
    }

    private INDArray block(Floats floats, int row, int width) {
        return floats.slice((long) row * width, (long) some(row) * width).as(some(row), width);
    }

    private INDArray matrix(Floats floats) {
        return floats.as(shape.M(), shape.K());
    }
}
