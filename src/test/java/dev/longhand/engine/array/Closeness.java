package dev.longhand.engine.array;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How far two backends may be apart. Both compute in float32, where one rounding is at most 6e-8 of a value; they sum in
 * different orders, so a sum of n terms of either sign differs by about √n roundings of its largest terms: at n = 1028 (four
 * gates of 257 units, the most that is tested) by 2e-6, and a sequence of steps adds a few of these. A wrong term, gate or
 * index is off by 1e-3 and more. The comparison is in the maximum norm, because a single small element may be what is left
 * of large ones that cancel.
 */
public final class Closeness {
    public static final double RELATIVE = 1e-5;

    /** Below this nothing is left but rounding of intermediate values around 1 (where the truth is 0, say). */
    private static final double ABSOLUTE = 1e-6;

    private Closeness() {}

    public static void assertClose(String what, Floats actual, Floats expected) {
        assertClose(what, actual.toArray(), expected.toArray(), RELATIVE);
    }

    public static void assertClose(String what, float[] actual, float[] expected, double relative) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double scale = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(what).isFinite();
            scale = Math.max(scale, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) actual[i] - expected[i]));
        }
        assertThat(difference).as(what).isLessThanOrEqualTo(Math.max(relative * scale, ABSOLUTE));
    }
}
