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
        var z = outputs(memory.z());
        z.assign(inputs(memory.y()).mmul(matrix(weights.W()).transpose()));
        if (weights.b() != null) {
            z.addiRowVector(weights.b().as(shape.M()));
        }
    }

    @Override
    public void backward() {
        var gradients = Objects.requireNonNull(memory.gradients());
        var dz = outputs(gradients.dz());
        matrix(gradients.weights().W()).assign(dz.transpose().mmul(inputs(memory.y())));
        if (gradients.weights().b() != null) {
            gradients.weights().b().as(shape.M()).assign(dz.sum(0));
        }
        inputs(gradients.dy()).assign(dz.mmul(matrix(weights.W())));
    }

    private INDArray inputs(Floats floats) {
        return floats.as(shape.N(), shape.K());
    }

    private INDArray outputs(Floats floats) {
        return floats.as(shape.N(), shape.M());
    }

    private INDArray matrix(Floats floats) {
        return floats.as(shape.M(), shape.K());
    }
}
