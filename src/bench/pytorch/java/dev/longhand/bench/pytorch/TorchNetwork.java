package dev.longhand.bench.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * embedding, a recurrent cell, linear, all of it PyTorch's own. Tokens are (T, B), logits (T, B, V). One at a time in a
 * process: DJL's gradient collector is a static flag.
 */
final class TorchNetwork implements AutoCloseable {
    private static final float LEARNING_RATE = 0.002f;
    private static final float MAX_NORM = 1;

    private final Engine engine = Engine.getEngine("PyTorch");
    private final NDManager manager = engine.newBaseManager();
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Cell cell;
    private final int layers;
    private final long hiddenSize;
    private final NDList recurrentWeights;
    private final Adam adam =
            Adam.builder().optLearningRateTracker(Tracker.fixed(LEARNING_RATE)).build();

    /**
     * @param tensors under PyTorch's names; they say how many layers there are
     */
    TorchNetwork(Cell cell, Map<String, Tensor> tensors) {
        this.cell = cell;
        tensors.forEach((name, tensor) -> {
            var parameter = manager.create(tensor.values(), new ai.djl.ndarray.types.Shape(tensor.shape()));
            parameter.setRequiresGradient(true);
            parameters.put(name, parameter);
        });
        int count = 0;
        while (tensors.containsKey(cell.prefix() + ".weight_ih_l" + count)) {
            count++;
        }
        layers = count;
        hiddenSize = tensors.get(cell.prefix() + ".weight_hh_l0").shape()[1];
        recurrentWeights = recurrentWeights();
    }

    record LossAndGradients(float loss, Map<String, Tensor> gradients) {}

    /** Logits (T, B, V) from the zero state. */
    Tensor logits(int[][] tokens) {
        try (var step = manager.newSubManager()) {
            var logits = forward(array(step, tokens), false);
            var shape = new long[] {
                tokens.length, tokens[0].length, logits.getShape().get(1)
            };
            return new Tensor(shape, logits.toFloatArray());
        }
    }

    /** Mean cross-entropy over all T · B targets in nats, and its gradient by every parameter. */
    LossAndGradients lossAndGradients(int[][] tokens, int[][] targets) {
        try (var step = manager.newSubManager()) {
            float loss = backward(step, tokens, targets);
            var gradients = new LinkedHashMap<String, Tensor>();
            gradients(step).forEach((name, gradient) -> {
                gradients.put(name, new Tensor(gradient.getShape().getShape(), gradient.toFloatArray()));
                // the next backward pass would add to it
                gradient.subi(gradient);
            });
            return new LossAndGradients(loss, gradients);
        }
    }

    /** One whole training step; the loss before its update. */
    float train(int[][] tokens, int[][] targets) {
        try (var step = manager.newSubManager()) {
            float loss = backward(step, tokens, targets);
            var gradients = gradients(step);
            clipByGlobalNorm(gradients);
            // DJL's native update of Adam sets the gradient to zero afterwards
            gradients.forEach((name, gradient) -> adam.update(name, parameters.get(name), gradient));
            return loss;
        }
    }

    /**
     * Texts that go on from their first tokens, side by side, the likeliest token each time: what comes out of one step is
     * read back and goes into the next.
     *
     * @param first a token a text
     * @return the last tokens
     */
    int[] generate(int[] first, int length) {
        var ids = first;
        try (var text = manager.newSubManager()) {
            var state = zeroState(text, first.length);
            for (int t = 0; t < length; t++) {
                try (var step = text.newSubManager()) {
                    var result = recurrent(array(step, new int[][] {ids}), state, false);
                    ids = likeliest(decoded(result.head()));
                    state.close();
                    state = result.subNDList(1);
                    // it outlives this step
                    state.attach(text);
                }
            }
        }
        return ids;
    }

    private static int[] likeliest(NDArray logits) {
        return Arrays.stream(logits.argMax(1).toLongArray())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    private float backward(NDManager step, int[][] tokens, int[][] targets) {
        // autograd is on while the collector is open, so clipping and updating come after it
        try (var collector = engine.newGradientCollector()) {
            var logProbabilities = forward(array(step, tokens), true).logSoftmax(-1);
            var loss = logProbabilities
                    .gather(array(step, targets).reshape(-1, 1), 1)
                    .mean()
                    .neg();
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    /** Logits (T · B, V), in the manager of the tokens (T, B). */
    private NDArray forward(NDArray tokens, boolean training) {
        var state = zeroState(tokens.getManager(), tokens.getShape().get(1));
        return decoded(recurrent(tokens, state, training).head());
    }

    /** The output (T, B, H) and the state after it, in the manager of the tokens (T, B). */
    private NDList recurrent(NDArray tokens, NDList state, boolean training) {
        var embedded = tokens.getNDArrayInternal()
                .embedding(tokens, parameters.get("embedding.weight"), SparseFormat.DENSE)
                .head();
        return cell.run(embedded, state, recurrentWeights, layers, training);
    }

    private NDArray decoded(NDArray output) {
        return output.getNDArrayInternal()
                .linear(
                        output.reshape(-1, hiddenSize),
                        parameters.get("decoder.weight"),
                        parameters.get("decoder.bias"))
                .singletonOrThrow();
    }

    private NDList zeroState(NDManager owner, long batch) {
        var state = new NDList();
        for (int part = 0; part < cell.stateParts(); part++) {
            state.add(owner.zeros(new ai.djl.ndarray.types.Shape(layers, batch, hiddenSize)));
        }
        return state;
    }

    private NDList recurrentWeights() {
        var weights = new NDList();
        for (int layer = 0; layer < layers; layer++) {
            for (var kind : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh")) {
                weights.add(parameters.get("%s.%s_l%d".formatted(cell.prefix(), kind, layer)));
            }
        }
        return weights;
    }

    private Map<String, NDArray> gradients(NDManager step) {
        var gradients = new LinkedHashMap<String, NDArray>();
        parameters.forEach((name, parameter) -> {
            var gradient = parameter.getGradient();
            // it belongs to the manager of the parameter, where one a step would pile up
            gradient.attach(step);
            gradients.put(name, gradient);
        });
        return gradients;
    }

    /** As {@code torch.nn.utils.clip_grad_norm_}, which DJL does not have. */
    private static void clipByGlobalNorm(Map<String, NDArray> gradients) {
        var norms = new NDList();
        gradients.values().forEach(gradient -> norms.add(gradient.norm()));
        float factor = MAX_NORM / (NDArrays.stack(norms).norm().getFloat() + 1e-6f);
        if (factor < 1) {
            gradients.values().forEach(gradient -> gradient.muli(factor));
        }
    }

    /** PyTorch takes token ids as int64 only. */
    private static NDArray array(NDManager step, int[][] tokens) {
        int batch = tokens[0].length;
        var flat = new long[tokens.length * batch];
        for (int t = 0; t < tokens.length; t++) {
            for (int b = 0; b < batch; b++) {
                flat[t * batch + b] = tokens[t][b];
            }
        }
        return step.create(flat, new ai.djl.ndarray.types.Shape(tokens.length, batch));
    }

    @Override
    public void close() {
        manager.close();
    }
}
