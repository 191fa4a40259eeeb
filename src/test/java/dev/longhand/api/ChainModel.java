package dev.longhand.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model made by hand of one unit, which forgets at once: after the first of three tokens it writes the second, after the
 * second the third, after the third the first. The first one has a high embedding, the third a low one, and the decoder turns
 * that into logits.
 */
final class ChainModel {
    private static final JsonMapper JSON = new JsonMapper();
    /** Opens or closes a gate whatever is read. */
    private static final float FAR = 20;

    private final Map<String, float[]> tensors = new TreeMap<>();
    private final Map<String, int[]> shapes = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();

    private ChainModel(String tokenizer, String segmentation, int vocabularySize) {
        metadata.put("longhand.format", "1");
        metadata.put("longhand.tokenizer", tokenizer);
        metadata.put("longhand.segmentation", '"' + segmentation + '"');
        metadata.put(
                "longhand.network",
                "{\"cell\":\"lstm\",\"layers\":1,\"hiddenSize\":1,\"embeddingSize\":1,\"vocabularySize\":%d}"
                        .formatted(vocabularySize));
        put("lstm.weight_ih_l0", new int[] {4, 1}, 0, 0, FAR, 0);
        put("lstm.weight_hh_l0", new int[] {4, 1}, 0, 0, 0, 0);
        put("lstm.bias_ih_l0", new int[] {4}, FAR, -FAR, 0, FAR);
        put("lstm.bias_hh_l0", new int[] {4}, 0, 0, 0, 0);
    }

    /** The file of a model of these tokens, as it can be imported. */
    static byte[] file(String tokenizer, String segmentation, int vocabularySize, int first, int second, int third) {
        var model = new ChainModel(tokenizer, segmentation, vocabularySize);
        var embedding = new float[vocabularySize];
        embedding[first] = 1;
        embedding[third] = -1;
        var weight = new float[vocabularySize];
        weight[second] = FAR;
        weight[first] = -FAR;
        var bias = new float[vocabularySize];
        java.util.Arrays.fill(bias, -FAR);
        bias[first] = 0;
        bias[second] = 0;
        bias[third] = FAR / 4;
        model.put("embedding.weight", new int[] {vocabularySize, 1}, embedding);
        model.put("decoder.weight", new int[] {vocabularySize, 1}, weight);
        model.put("decoder.bias", new int[] {vocabularySize}, bias);
        return model.bytes();
    }

    private void put(String name, int[] shape, float... values) {
        shapes.put(name, shape);
        tensors.put(name, values);
    }

    private byte[] bytes() {
        var header = new TreeMap<String, Object>();
        header.put("__metadata__", metadata);
        int end = 0;
        for (var tensor : tensors.entrySet()) {
            int begin = end;
            end += Float.BYTES * tensor.getValue().length;
            header.put(
                    tensor.getKey(),
                    Map.of("dtype", "F32", "shape", shapes.get(tensor.getKey()), "data_offsets", new int[] {begin, end
                    }));
        }
        var json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        var file = ByteBuffer.allocate(Long.BYTES + json.length + end).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        tensors.values().forEach(values -> {
            for (float value : values) {
                file.putFloat(value);
            }
        });
        return file.array();
    }
}
