package dev.longhand.bench.pytorch;

import java.util.Arrays;

/** A float32 tensor in row-major order. */
record Tensor(long[] shape, float[] values) {
    Tensor {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " values for " + Arrays.toString(shape));
        }
    }

    static int size(long... shape) {
        long size = 1;
        for (long dimension : shape) {
            size = Math.multiplyExact(size, dimension);
        }
        return Math.toIntExact(size);
    }
}
