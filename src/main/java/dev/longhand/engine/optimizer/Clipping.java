package dev.longhand.engine.optimizer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * How a gradient is kept from exploding (Pascanu, Mikolov and Bengio 2013). The gradient itself is only read; what is to be
 * done to it comes back. A norm that is not finite is left to the caller, who must not go on with it.
 */
public sealed interface Clipping {
    /** PyTorch's guard against a norm of zero; kept, so that trajectories agree. */
    double EPSILON = 1e-6;

    /**
     * What is to be done to a gradient.
     *
     * @param norm      that it had
     * @param normAfter that it will have
     * @param parts     the norms that its parts had, as {@link Norms} was told of them
     * @param clipped   whether anything is cut
     */
    record Outcome(double norm, double normAfter, List<Double> parts, boolean clipped, List<Scaling> scalings) {}

    /**
     * @param mean     what makes the summed gradient a mean; norms and thresholds are those of the mean
     */
    Outcome clip(Norms norms, Floats gradient, double mean);

    record None() implements Clipping {
        @Override
        public Outcome clip(Norms norms, Floats gradient, double mean) {
            var measured = norms.measure(gradient, Scaling.by(1, 0, gradient.length()));
            double norm = mean * measured.whole();
            return new Outcome(
                    norm, norm, times(mean, measured.parts()), false, List.of(Scaling.by(mean, 0, gradient.length())));
        }
    }

    /** The whole gradient is scaled down to the threshold when its L2 norm is above it. */
    record GlobalNorm(double threshold) implements Clipping {
        @Override
        public Outcome clip(Norms norms, Floats gradient, double mean) {
            var measured = norms.measure(gradient, Scaling.by(1, 0, gradient.length()));
            double norm = mean * measured.whole();
            double factor = factor(norm, threshold);
            return new Outcome(
                    norm,
                    norm * factor,
                    times(mean, measured.parts()),
                    factor < 1,
                    List.of(Scaling.by(mean * factor, 0, gradient.length())));
        }
    }

    /** The same for each of some ranges by itself. */
    record PerLayerNorm(double threshold, List<Range> layers) implements Clipping {
        @Override
        public Outcome clip(Norms norms, Floats gradient, double mean) {
            var scalings = new ArrayList<Scaling>();
            var parts = new ArrayList<Double>();
            double squares = 0;
            double squaresAfter = 0;
            boolean clipped = false;
            for (var layer : layers) {
                var measured = norms.measure(gradient, Scaling.by(1, layer.begin(), layer.end()));
                double norm = mean * measured.whole();
                parts.addAll(times(mean, measured.parts()));
                double factor = factor(norm, threshold);
                squares += norm * norm;
                squaresAfter += norm * factor * norm * factor;
                clipped |= factor < 1;
                scalings.add(Scaling.by(mean * factor, layer.begin(), layer.end()));
            }
            return new Outcome(
                    Math.sqrt(squares), Math.sqrt(squaresAfter), parts, clipped && Double.isFinite(squares), scalings);
        }
    }

    /** Every component is cut to [-threshold, threshold]. */
    record Value(double threshold) implements Clipping {
        @Override
        public Outcome clip(Norms norms, Floats gradient, double mean) {
            var whole = Scaling.by(mean, 0, gradient.length());
            var cut = new Scaling(0, gradient.length(), (float) mean, (float) threshold);
            var measured = norms.measure(gradient, whole);
            double norm = measured.whole();
            double after = norms.l2(gradient, cut);
            return new Outcome(norm, after, measured.parts(), after < norm && Double.isFinite(norm), List.of(cut));
        }
    }

    private static List<Double> times(double factor, List<Double> norms) {
        return norms.stream().map(norm -> factor * norm).toList();
    }

    private static double factor(double norm, double threshold) {
        return norm > threshold && Double.isFinite(norm) ? threshold / (norm + EPSILON) : 1;
    }
}
