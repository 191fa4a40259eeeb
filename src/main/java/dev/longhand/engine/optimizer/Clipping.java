package dev.longhand.engine.optimizer;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.longhand.engine.array.Floats;

/** How a gradient is kept from exploding (Pascanu, Mikolov and Bengio 2013). */
public sealed interface Clipping {
    /** What clipping made of a gradient: the norm it had, and whether anything was cut. */
    record Outcome(double norm, boolean clipped) {}

    /** Clips in place. */
    Outcome clip(Floats gradient);

    record None() implements Clipping {
        @Override
        public Outcome clip(Floats gradient) {
            return new Outcome(Norms.l2(gradient), false);
        }
    }

    /** The whole gradient is scaled down to the threshold when its L2 norm is above it. */
    record GlobalNorm(double threshold) implements Clipping {
        /** PyTorch's guard against a norm of zero; kept, so that trajectories agree. */
        private static final double EPSILON = 1e-6;

        @Override
        public Outcome clip(Floats gradient) {
            double norm = Norms.l2(gradient);
            // a norm that is not finite is left to the caller, who must not go on with it
            boolean clips = norm > threshold && Double.isFinite(norm);
            if (clips) {
                scale(gradient, (float) (threshold / (norm + EPSILON)));
            }
            return new Outcome(norm, clips);
        }

        private static void scale(Floats gradient, float factor) {
            var g = gradient.memory();
            for (int i = 0; i < gradient.length(); i++) {
                g.setAtIndex(JAVA_FLOAT, i, g.getAtIndex(JAVA_FLOAT, i) * factor);
            }
        }
    }

    /** Every component is cut to [-threshold, threshold]. */
    record Value(double threshold) implements Clipping {
        @Override
        public Outcome clip(Floats gradient) {
            double norm = Norms.l2(gradient);
            float limit = (float) threshold;
            var g = gradient.memory();
            boolean clipped = false;
            for (int i = 0; i < gradient.length(); i++) {
                float value = g.getAtIndex(JAVA_FLOAT, i);
                float cut = Math.clamp(value, -limit, limit);
                clipped |= value != cut;
                g.setAtIndex(JAVA_FLOAT, i, cut);
            }
            return new Outcome(norm, clipped && Double.isFinite(norm));
        }
    }
}
