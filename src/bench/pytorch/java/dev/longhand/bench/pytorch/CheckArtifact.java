package dev.longhand.bench.pytorch;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Opens a model of Longhand with nothing of Longhand's, reads a text with it in PyTorch, and compares the logits of every
 * position with those that Longhand gave: {@code CheckArtifact MODEL.safetensors TEXT LOGITS}. Ends with 1 when they differ.
 */
final class CheckArtifact {
    private static final double LIMIT = 1e-4;

    private CheckArtifact() {}

    public static void main(String[] args) throws IOException {
        var model = SafeTensors.read(Path.of(args[0]));
        var said = LonghandLogits.read(Path.of(args[2]));
        checkNetwork(model);
        var ids = tokenIds(model, Files.readString(Path.of(args[1])), said.ids().length);
        if (!Arrays.equals(ids, said.ids())) {
            throw new IllegalStateException("by the file's vocabulary the text has other token ids");
        }
        try (var network = new TorchNetwork(cell(model), model.tensors())) {
            var logits = network.logits(
                            Arrays.stream(ids).mapToObj(id -> new int[] {id}).toArray(int[][]::new))
                    .values();
            double difference = maximumDifference(logits, said.logits());
            System.out.printf(
                    "%d tokens, %d logits, the largest %.3f: PyTorch and Longhand differ by at most %.1e (allowed:"
                            + " %.0e)%n",
                    ids.length, logits.length, largest(logits), difference, LIMIT);
            // not above the limit, and not NaN either
            System.exit(difference <= LIMIT ? 0 : 1);
        }
    }

    /** The network that the metadata describe is the one that the tensors make. */
    private static void checkNetwork(SafeTensors model) {
        var network = json(model, "longhand.network");
        int layers = network.get("layers").getAsInt();
        check(model, "embedding.weight", network, "vocabularySize", "embeddingSize");
        check(model, "decoder.weight", network, "vocabularySize", "hiddenSize");
        int tensorsOfLayer = 4;
        int others = 3;
        if (model.tensors().size() != tensorsOfLayer * layers + others) {
            throw new IllegalStateException(model.tensors().keySet() + " for " + network);
        }
    }

    private static Cell cell(SafeTensors model) {
        var network = json(model, "longhand.network");
        var activation = network.get("activation");
        return Cell.of(network.get("cell").getAsString(), activation == null ? "tanh" : activation.getAsString());
    }

    private static void check(SafeTensors model, String name, JsonObject network, String rows, String columns) {
        var shape = model.tensors().get(name).shape();
        if (!Arrays.equals(
                shape,
                new long[] {network.get(rows).getAsLong(), network.get(columns).getAsLong()})) {
            throw new IllegalStateException(name + " is " + Arrays.toString(shape) + " for " + network);
        }
    }

    private static int[] tokenIds(SafeTensors model, String text, int count) {
        var tokenizer = json(model, "longhand.tokenizer");
        var vocabulary = tokenizer.getAsJsonArray("vocabulary").asList().stream()
                .map(entry -> entry.getAsString())
                .toList();
        boolean lowercase =
                tokenizer.has("lowercase") && tokenizer.get("lowercase").getAsBoolean();
        return text.codePoints()
                .limit(count)
                .map(codePoint -> lowercase ? Character.toLowerCase(codePoint) : codePoint)
                .map(codePoint -> vocabulary.indexOf(Character.toString(codePoint)))
                .toArray();
    }

    private static JsonObject json(SafeTensors model, String key) {
        return JsonParser.parseString(model.metadata().get(key)).getAsJsonObject();
    }

    private static double maximumDifference(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalStateException(a.length + " logits, Longhand has " + b.length);
        }
        double maximum = 0;
        for (int i = 0; i < a.length; i++) {
            maximum = Math.max(maximum, Math.abs((double) a[i] - b[i]));
        }
        return maximum;
    }

    private static double largest(float[] logits) {
        double largest = 0;
        for (float logit : logits) {
            largest = Math.max(largest, Math.abs(logit));
        }
        return largest;
    }

    /** What Longhand wrote: T, V, T ids, T · V logits, all big-endian. */
    private record LonghandLogits(int[] ids, float[] logits) {
        static LonghandLogits read(Path file) throws IOException {
            try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                var ids = new int[in.readInt()];
                var logits = new float[Math.multiplyExact(ids.length, in.readInt())];
                for (int t = 0; t < ids.length; t++) {
                    ids[t] = in.readInt();
                }
                for (int i = 0; i < logits.length; i++) {
                    logits[i] = in.readFloat();
                }
                return new LonghandLogits(ids, logits);
            }
        }
    }
}
