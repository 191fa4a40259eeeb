package dev.longhand.engine;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers that depend on nothing but a seed, what they are for and a number: no generator is shared, so what one part
 * draws never changes what another one sees, and a step can be drawn again without those before it.
 */
public final class RandomStreams {
    private RandomStreams() {}

    /**
     * @param purpose what is drawn, in a word
     * @param number  the step, the layer, the row: whatever tells one stream of this purpose from the next
     */
    public static RandomGenerator of(long seed, String purpose, long number) {
        long key = mix(seed);
        for (int i = 0; i < purpose.length(); i++) {
            key = mix(key ^ purpose.charAt(i));
        }
        return new SplittableRandom(mix(key ^ number));
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014) on the next point of its sequence. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
