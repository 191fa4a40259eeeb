package dev.longhand.bench.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** GFLOP/s of the product that its LSTM is made of: the rows of a batch with the matrix of the four gates, a step in time. */
final class MatrixProduct {
    private static final int M = 64;
    private static final int K = 512;
    private static final int N = 2048;
    private static final double SECONDS = 1;

    private MatrixProduct() {}

    public static void main(String[] args) {
        var a = Nd4j.ones(DataType.FLOAT, M, K);
        var b = Nd4j.ones(DataType.FLOAT, K, N);
        var c = Nd4j.createUninitialized(DataType.FLOAT, new long[] {M, N}, 'f');
        double best = Double.POSITIVE_INFINITY;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < SECONDS * 1e9) {
            long from = System.nanoTime();
            a.mmuli(b, c);
            best = Math.min(best, (System.nanoTime() - from) / 1e9);
        }
        System.out.println(2.0 * M * K * N / best / 1e9);
    }
}
