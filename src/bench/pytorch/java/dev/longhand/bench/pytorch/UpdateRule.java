package dev.longhand.bench.pytorch;

import ai.djl.ndarray.NDArray;

/**
 * An optimizer by the algorithm that {@code torch.optim} documents, in tensor operations of PyTorch's. DJL's own optimizers
 * are others: its Adam, for one, adds epsilon before it corrects the second moment's bias, and not after.
 *
 * <p>θ are the weights, g the gradient, λ the weight decay, η the learning rate; moments start at zero.
 */
interface UpdateRule {
    /** Changes the weights in place; for one vector only, whose moments it keeps. */
    void update(NDArray weights, NDArray gradient);

    /**
     * <pre>
     *   g ← g + λθ     b ← μb + g     θ ← θ − ηb
     * </pre>
     */
    static UpdateRule sgd(double learningRate, double momentum, double weightDecay) {
        return new UpdateRule() {
            private NDArray b;

            @Override
            public void update(NDArray weights, NDArray gradient) {
                var g = gradient.add(weights.mul(weightDecay));
                b = b == null ? g : b.mul(momentum).add(g);
                weights.subi(b.mul(learningRate));
            }
        };
    }

    /**
     * <pre>
     *   g ← g + λθ     v ← αv + (1 − α)g²     θ ← θ − ηg / (√v + ε)
     * </pre>
     */
    static UpdateRule rmsProp(double learningRate, double alpha, double epsilon, double weightDecay) {
        return new UpdateRule() {
            private NDArray v;

            @Override
            public void update(NDArray weights, NDArray gradient) {
                var g = gradient.add(weights.mul(weightDecay));
                v = v == null ? g.zerosLike() : v;
                v = v.mul(alpha).add(g.mul(g).mul(1 - alpha));
                weights.subi(g.div(v.sqrt().add(epsilon)).mul(learningRate));
            }
        };
    }

    /**
     * <pre>
     *   g ← g + λθ     and on as without weight decay
     * </pre>
     */
    static UpdateRule adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
        var plain = adam(learningRate, beta1, beta2, epsilon);
        return (weights, gradient) -> plain.update(weights, gradient.add(weights.mul(weightDecay)));
    }

    /**
     * <pre>
     *   θ ← θ − ηλθ    and on as Adam without weight decay
     * </pre>
     */
    static UpdateRule adamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
        var plain = adam(learningRate, beta1, beta2, epsilon);
        return (weights, gradient) -> {
            weights.muli(1 - learningRate * weightDecay);
            plain.update(weights, gradient);
        };
    }

    /**
     * <pre>
     *   m ← β₁m + (1 − β₁)g     v ← β₂v + (1 − β₂)g²
     *   θ ← θ − η m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)
     * </pre>
     */
    private static UpdateRule adam(double learningRate, double beta1, double beta2, double epsilon) {
        return new UpdateRule() {
            private NDArray m;
            private NDArray v;
            private int t;

            @Override
            public void update(NDArray weights, NDArray gradient) {
                if (t++ == 0) {
                    m = gradient.zerosLike();
                    v = gradient.zerosLike();
                }
                m = m.mul(beta1).add(gradient.mul(1 - beta1));
                v = v.mul(beta2).add(gradient.mul(gradient).mul(1 - beta2));
                var root = v.sqrt().div(Math.sqrt(1 - Math.pow(beta2, t))).add(epsilon);
                weights.subi(m.div(root).mul(learningRate / (1 - Math.pow(beta1, t))));
            }
        };
    }
}
