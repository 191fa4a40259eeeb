package dev.longhand.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.crew.Crew;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {
    private static final Crew ALONE = Crew.ofOne(() -> {});

    /** {@code torch.optim.Adam}, single tensor, not amsgrad, statement by statement and in double precision. */
    private static final class Torch {
        final double[] param;
        final double[] expAvg;
        final double[] expAvgSq;
        final double weightDecay;
        int step;

        Torch(double[] param, double weightDecay) {
            this.param = param;
            this.weightDecay = weightDecay;
            expAvg = new double[param.length];
            expAvgSq = new double[param.length];
        }

        void step(double[] gradient, double lr) {
            double beta1 = 0.9;
            double beta2 = 0.999;
            double eps = 1e-8;
            step++;
            double biasCorrection1 = 1 - Math.pow(beta1, step);
            double biasCorrection2 = 1 - Math.pow(beta2, step);
            for (int i = 0; i < param.length; i++) {
                double grad = gradient[i] + weightDecay * param[i];
                expAvg[i] += (grad - expAvg[i]) * (1 - beta1);
                expAvgSq[i] = expAvgSq[i] * beta2 + grad * grad * (1 - beta2);
                double denom = Math.sqrt(expAvgSq[i]) / Math.sqrt(biasCorrection2) + eps;
                param[i] -= lr / biasCorrection1 * expAvg[i] / denom;
            }
        }
    }

    private static Optimizer adam(int length, double weightDecay) {
        return new Optimizer(new Adam(0.9, 0.999, 1e-8, weightDecay, Adam.Decay.GRADIENT), ALONE, length);
    }

    private static List<Scaling> asItIs(Floats gradient) {
        return List.of(Scaling.by(1, 0, gradient.length()));
    }

    /** Longer than the fixture's, and with gradients of very different sizes. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01})
    void trajectoryIsThatOfPyTorch(double weightDecay) {
        var random = new SplittableRandom(1);
        int length = 37;
        var start = random.doubles(length, -1, 1).map(w -> (float) w).toArray();
        var torch = new Torch(start.clone(), weightDecay);
        var weights = Floats.zeros(length);
        var gradient = Floats.zeros(length);
        for (int i = 0; i < length; i++) {
            weights.set(i, (float) start[i]);
        }
        var adam = adam(length, weightDecay);
        int steps = 1000;
        for (int t = 1; t <= steps; t++) {
            // from 1e-6 to 10, so that ε counts for some and not for others; the rate changes, as with a schedule
            var g = new double[length];
            for (int i = 0; i < length; i++) {
                g[i] = (float) (random.nextDouble(-1, 1) * Math.pow(10, i % 8 - 6));
                gradient.set(i, (float) g[i]);
            }
            double rate = 0.01 / (1 + t / 100);
            torch.step(g, rate);
            adam.update(weights, gradient, asItIs(gradient), rate, t);
            for (int i = 0; i < length; i++) {
                // weights around 1 are rounded once a step, at random, to 6e-8: √1000 of these are 2e-6
                assertThat(weights.get(i)).isCloseTo((float) torch.param[i], within(5e-6f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-3f, 1, 1e6f, -1e6f})
    void firstStepIsAsLongAsTheLearningRateWhateverTheGradient(float component) {
        var weights = Floats.of(2);
        var gradient = Floats.of(component);
        adam(1, 0).update(weights, gradient, asItIs(gradient), 0.125, 1);
        assertThat(weights.get(0)).isCloseTo(2 - Math.signum(component) * 0.125f, within(2e-6f));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 1000})
    void weightWithoutGradientStaysAsItIs(long t) {
        var weights = Floats.of(0.3f, 0);
        var gradient = Floats.of(0, 0);
        adam(2, 0).update(weights, gradient, asItIs(gradient), 0.1, t);
        assertThat(weights.toArray()).containsExactly(0.3f, 0);
    }
}
