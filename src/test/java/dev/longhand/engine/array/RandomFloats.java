package dev.longhand.engine.array;

import java.util.SplittableRandom;

/** Numbers to test with: the same ones in every run. */
public final class RandomFloats {
    private final SplittableRandom random;

    public RandomFloats(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A vector that is uniform in ±bound. */
    public Floats uniform(long length, double bound) {
        var floats = Floats.zeros(length);
        fill(floats, bound);
        return floats;
    }

    public void fill(Floats floats, double bound) {
        for (long i = 0; i < floats.length(); i++) {
            floats.set(i, (float) (bound * (2 * random.nextDouble() - 1)));
        }
    }

    /** Whole numbers in {@code [from, to)}. */
    public int[] integers(int count, int from, int to) {
        return random.ints(count, from, to).toArray();
    }

    public static Floats copyOf(Floats floats) {
        var copy = Floats.zeros(floats.length());
        copy.copyFrom(floats);
        return copy;
    }
}
