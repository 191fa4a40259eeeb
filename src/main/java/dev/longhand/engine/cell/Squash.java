package dev.longhand.engine.cell;

/**
 * The functions that gates go through, over arrays, in plain arithmetic that the compiler turns into vector instructions.
 * tanh is a quotient of two polynomials, fitted for float32 (the coefficients are those of the Eigen library); its largest
 * error is 2.6e-7, and beyond ±7.905 it is 1 to the last bit.
 */
final class Squash {
    private static final float SATURATED = 7.90531110763549805f;

    private Squash() {}

    static float tanh(float value) {
        float x = Math.max(-SATURATED, Math.min(SATURATED, value));
        float x2 = x * x;
        float p = Math.fma(x2, -2.76076847742355e-16f, 2.00018790482477e-13f);
        p = Math.fma(x2, p, -8.60467152213735e-11f);
        p = Math.fma(x2, p, 5.12229709037114e-08f);
        p = Math.fma(x2, p, 1.48572235717979e-05f);
        p = Math.fma(x2, p, 6.37261928875436e-04f);
        p = Math.fma(x2, p, 4.89352455891786e-03f);
        float q = Math.fma(x2, 1.19825839466702e-06f, 1.18534705686654e-04f);
        q = Math.fma(x2, q, 2.26843463243900e-03f);
        q = Math.fma(x2, q, 4.89352518554385e-03f);
        return x * p / q;
    }

    /** In place. */
    static void tanh(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = tanh(values[i]);
        }
    }

    /** σ(x) = ½ + ½ tanh(½x), in place. */
    static void sigmoid(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = Math.fma(0.5f, tanh(0.5f * values[i]), 0.5f);
        }
    }

    /** max(x, s·x), in place. */
    static void leakyRelu(float[] values, int length, float slope) {
        for (int i = 0; i < length; i++) {
            values[i] = Math.max(values[i], slope * values[i]);
        }
    }

    /** x above zero and eˣ − 1 below, in place; with t = tanh(½x), eˣ − 1 = 2t / (1 − t). */
    static void elu(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            float t = tanh(0.5f * Math.min(values[i], 0));
            values[i] = Math.max(values[i], 0) + 2 * t / (1 - t);
        }
    }
}
