package dev.longhand.bench.pytorch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A network and its batches: V vocabulary, E embedding, H hidden, L layers, T time steps, B batch. */
record Shape(int V, int E, int H, int L, int T, int B) {
    /**
     * Parameters under PyTorch's names, every one of them random: a bias of zero, or two biases that are the same, would
     * hide a mistake.
     */
    Map<String, Tensor> parameters(Cell cell, SplittableRandom random) {
        var parameters = new LinkedHashMap<String, Tensor>();
        double bound = 1 / Math.sqrt(H);
        var recurrent = cell.prefix() + ".%s_l%d";
        long gateRows = (long) cell.gates() * H;
        parameters.put("embedding.weight", uniform(random, 1, V, E));
        for (int layer = 0; layer < L; layer++) {
            parameters.put(
                    recurrent.formatted("weight_ih", layer), uniform(random, bound, gateRows, layer == 0 ? E : H));
            parameters.put(recurrent.formatted("weight_hh", layer), uniform(random, bound, gateRows, H));
            parameters.put(recurrent.formatted("bias_ih", layer), uniform(random, bound, gateRows));
            parameters.put(recurrent.formatted("bias_hh", layer), uniform(random, bound, gateRows));
        }
        parameters.put("decoder.weight", uniform(random, bound, V, H));
        parameters.put("decoder.bias", uniform(random, bound, V));
        return parameters;
    }

    private static Tensor uniform(SplittableRandom random, double bound, long... sizes) {
        var values = new float[Tensor.size(sizes)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return new Tensor(sizes, values);
    }

    /** Random token ids (T, B). */
    int[][] tokens(SplittableRandom random) {
        var tokens = new int[T][B];
        for (int[] row : tokens) {
            for (int b = 0; b < B; b++) {
                row[b] = random.nextInt(V);
            }
        }
        return tokens;
    }
}
