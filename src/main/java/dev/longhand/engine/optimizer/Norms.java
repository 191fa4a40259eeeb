package dev.longhand.engine.optimizer;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.longhand.engine.array.Floats;

/** Norms in double precision, summed in one fixed order. */
public final class Norms {
    private Norms() {}

    /** √Σ v². Four sums side by side, so that one addition need not wait for the one before. */
    public static double l2(Floats vector) {
        var v = vector.memory();
        int length = Math.toIntExact(vector.length());
        int quads = length / 4 * 4;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = 0; i < quads; i += 4) {
            a += square(v.getAtIndex(JAVA_FLOAT, i));
            b += square(v.getAtIndex(JAVA_FLOAT, i + 1));
            c += square(v.getAtIndex(JAVA_FLOAT, i + 2));
            d += square(v.getAtIndex(JAVA_FLOAT, i + 3));
        }
        for (int i = quads; i < length; i++) {
            a += square(v.getAtIndex(JAVA_FLOAT, i));
        }
        return Math.sqrt(a + b + c + d);
    }

    private static double square(double value) {
        return value * value;
    }
}
