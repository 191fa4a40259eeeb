package dev.longhand.engine;

/** How a gradient becomes a step; each as PyTorch computes it. Weight decay is an L2 penalty but in AdamW. */
public sealed interface OptimizerSpec {
    /** Size of a step, before the schedule. */
    double learningRate();

    /** Stochastic gradient descent. */
    record Sgd(double learningRate, double momentum, double weightDecay) implements OptimizerSpec {}

    /** Tieleman and Hinton (2012): divides by a running root mean square. */
    record RmsProp(double learningRate, double decay, double epsilon, double weightDecay) implements OptimizerSpec {}

    /** Kingma and Ba (2015). */
    record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
            implements OptimizerSpec {
        public Adam(double learningRate, double weightDecay) {
            this(learningRate, 0.9, 0.999, 1e-8, weightDecay);
        }
    }

    /** Loshchilov and Hutter (2019): Adam whose weight decay does not pass through the moments. */
    record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
            implements OptimizerSpec {}
}
