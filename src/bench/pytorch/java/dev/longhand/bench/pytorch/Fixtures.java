package dev.longhand.bench.pytorch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes what PyTorch computes for small networks and for short optimizations, for the engine's tests to compare with: {@code Fixtures DIRECTORY}.
 * Everything is drawn from a fixed seed; networks start from the zero state; a float is written so that it reads back the same.
 */
final class Fixtures {
    private Fixtures() {}

    public static void main(String[] args) throws IOException {
        var directory = Files.createDirectories(Path.of(args[0]));
        for (var cell : Cell.values()) {
            var name = cell.name().toLowerCase(Locale.ROOT).replace('_', '-');
            write(directory.resolve(name + "-1-layer.json"), network(cell, new Shape(11, 5, 7, 1, 6, 3)));
            write(directory.resolve(name + "-2-layers.json"), network(cell, new Shape(11, 5, 7, 2, 6, 3)));
        }
        write(directory.resolve("optimizers.json"), OptimizerFixture.content());
    }

    private static Map<String, String> network(Cell cell, Shape shape) {
        var random = new SplittableRandom(shape.L());
        var weights = shape.parameters(cell, random);
        var inputs = shape.tokens(random);
        var targets = shape.tokens(random);
        var content = new LinkedHashMap<String, String>();
        content.put("shape", Json.of(shape));
        content.put("inputs", Json.of(inputs));
        content.put("targets", Json.of(targets));
        content.put("weights", Json.linePerEntry(weights));
        try (var network = new TorchNetwork(cell, weights)) {
            content.put("logits", Json.of(network.logits(inputs)));
            var result = network.lossAndGradients(inputs, targets);
            content.put("loss", Json.of(result.loss()));
            content.put("gradients", Json.linePerEntry(result.gradients()));
        }
        return content;
    }

    private static void write(Path file, Map<String, String> content) throws IOException {
        Files.writeString(file, Json.object(content) + "\n");
    }
}
