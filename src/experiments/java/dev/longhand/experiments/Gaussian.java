package dev.longhand.experiments;

import dev.longhand.engine.array.Floats;
import java.util.random.RandomGenerator;

/** Normally distributed numbers around 0. */
final class Gaussian {
    private Gaussian() {}

    static void fill(Floats floats, double deviation, RandomGenerator random) {
        for (long i = 0; i < floats.length(); i++) {
            floats.set(i, (float) (deviation * random.nextGaussian()));
        }
    }
}
