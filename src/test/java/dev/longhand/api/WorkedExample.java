package dev.longhand.api;

import dev.longhand.engine.artifact.Tensor;
import dev.longhand.engine.artifact.TensorFileWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A network of one unit as it is drawn on a blackboard: tanh, one-hot letters, and a recurrent weight of 1. */
final class WorkedExample {
    private WorkedExample() {}

    /** The file of it, as it can be imported. */
    static byte[] file(float... inputWeights) {
        var file = new ByteArrayOutputStream();
        var metadata = new TreeMap<>(Map.of(
                "longhand.format",
                "1",
                "longhand.network",
                "{\"cell\":\"rnn\",\"layers\":1,\"hiddenSize\":1,\"embeddingSize\":3,\"vocabularySize\":3}",
                "longhand.tokenizer",
                "{\"type\":\"char\",\"vocabulary\":[\"A\",\"B\",\"C\"]}"));
        try {
            TensorFileWriter.write(file, metadata, tensors(inputWeights));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static List<Tensor> tensors(float... inputWeights) {
        return List.of(
                tensor("embedding.weight", new long[] {3, 3}, 1, 0, 0, 0, 1, 0, 0, 0, 1),
                tensor("rnn.weight_ih_l0", new long[] {1, 3}, inputWeights),
                tensor("rnn.weight_hh_l0", new long[] {1, 1}, 1),
                tensor("rnn.bias_ih_l0", new long[] {1}, 0),
                tensor("rnn.bias_hh_l0", new long[] {1}, 0),
                tensor("decoder.weight", new long[] {3, 1}, 1, 2, 3),
                tensor("decoder.bias", new long[] {3}, 0, 0, 0));
    }

    private static Tensor tensor(String name, long[] shape, float... values) {
        return new Tensor(name, shape, values);
    }
}
