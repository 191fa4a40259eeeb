package dev.longhand.engine;

import java.util.random.RandomGenerator;

/** Orthogonal matrices: they keep the length of every vector. */
final class Rotation {
    private Rotation() {}

    static double[][] identity(int n) {
        var matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 1;
        }
        return matrix;
    }

    /**
     * A product of plane rotations by random angles, in rounds that each pair all rows at random. Every round doubles how many
     * rows have a part in each, so a few more than log₂ n rounds mix them all; a QR decomposition would take n³ steps instead
     * of n² log n.
     */
    static double[][] random(int n, RandomGenerator random) {
        var matrix = identity(n);
        int rounds = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(n)) + 2;
        for (int round = 0; round < rounds; round++) {
            shuffle(matrix, random);
            for (int i = 0; i + 1 < n; i += 2) {
                rotate(matrix[i], matrix[i + 1], 2 * Math.PI * random.nextDouble());
            }
        }
        if (random.nextBoolean()) {
            negate(matrix[0]);
        }
        return matrix;
    }

    private static void shuffle(double[][] rows, RandomGenerator random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            var row = rows[i];
            rows[i] = rows[k];
            rows[k] = row;
        }
    }

    private static void rotate(double[] a, double[] b, double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        for (int i = 0; i < a.length; i++) {
            double x = a[i];
            double y = b[i];
            a[i] = cos * x - sin * y;
            b[i] = sin * x + cos * y;
        }
    }

    private static void negate(double[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = -row[i];
        }
    }
}
