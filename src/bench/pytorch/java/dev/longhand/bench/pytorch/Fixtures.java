package dev.longhand.bench.pytorch;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Writes what PyTorch computes for small networks, for the engine's tests to compare with: {@code Fixtures DIRECTORY}.
 * Everything is drawn from a fixed seed and starts from the zero state; a float is written so that it reads back the same.
 */
final class Fixtures {
    private static final Gson GSON = new Gson();

    private Fixtures() {}

    public static void main(String[] args) throws IOException {
        var directory = Files.createDirectories(Path.of(args[0]));
        Files.writeString(directory.resolve("lstm-1-layer.json"), fixture(new Shape(11, 5, 7, 1, 6, 3)));
        Files.writeString(directory.resolve("lstm-2-layers.json"), fixture(new Shape(11, 5, 7, 2, 6, 3)));
    }

    private static String fixture(Shape shape) {
        var random = new SplittableRandom(shape.L());
        var weights = shape.parameters(random);
        var inputs = shape.tokens(random);
        var targets = shape.tokens(random);
        var content = new LinkedHashMap<String, String>();
        content.put("shape", GSON.toJson(shape));
        content.put("inputs", GSON.toJson(inputs));
        content.put("targets", GSON.toJson(targets));
        content.put("weights", linePerEntry(weights));
        try (var network = new TorchLstm(weights)) {
            content.put("logits", GSON.toJson(network.logits(inputs)));
            var result = network.lossAndGradients(inputs, targets);
            content.put("loss", GSON.toJson(result.loss()));
            content.put("gradients", linePerEntry(result.gradients()));
        }
        return object(content) + "\n";
    }

    private static String linePerEntry(Map<String, Tensor> tensors) {
        var entries = new LinkedHashMap<String, String>();
        tensors.forEach((name, tensor) -> entries.put(name, GSON.toJson(tensor)));
        return object(entries);
    }

    private static String object(Map<String, String> json) {
        return json.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",\n", "{", "}"));
    }
}
