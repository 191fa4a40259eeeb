package dev.longhand.bench;

/** The middle of a few numbers. */
final class Median {
    private Median() {}

    static double of(double... values) {
        var sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
