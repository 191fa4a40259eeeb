package dev.longhand.bench;

import dev.longhand.engine.Activation;
import dev.longhand.engine.CellType;
import dev.longhand.engine.ModelFile;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.Predictor;
import dev.longhand.engine.Weights;
import dev.longhand.text.CharTokenizer;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether the file that Longhand exports is what it says: PyTorch opens it with a reader of its own and must give the logits
 * that Longhand gives, for every token of a text.
 */
final class ArtifactCheck {
    /** Logits of a longer text do not fit into one array of the other side any more; the rest is not read. */
    private static final int MOST_LOGITS = 16 << 20;

    private static final JsonMapper JSON = new JsonMapper();

    private final Path home;

    ArtifactCheck(Path home) {
        this.home = home;
    }

    /**
     * @param arguments a model and a text, or nothing
     */
    void run(List<String> arguments) throws IOException {
        var work = Files.createDirectories(home.resolve("target/bench/check-artifact"));
        switch (arguments.size()) {
            case 0 -> {
                var text = home.resolve("src/bench/run");
                var model = work.resolve("small.safetensors");
                SmallModel.train(Files.readString(text), model);
                check(model, text, work);
            }
            case 2 -> check(Path.of(arguments.get(0)), Path.of(arguments.get(1)), work);
            default -> throw new IllegalArgumentException("check-artifact wants a model and a text, or neither");
        }
    }

    private void check(Path model, Path text, Path work) throws IOException {
        var logits = work.resolve("logits");
        writeLogits(model, Files.readString(text), logits);
        System.out.print(Peer.PYTORCH.run(
                home,
                JvmSettings.ORACLE,
                "CheckArtifact",
                model.toAbsolutePath().toString(),
                text.toAbsolutePath().toString(),
                logits.toString()));
    }

    /** Writes T, V, T ids, T · V logits, all big-endian. */
    private static void writeLogits(Path model, String text, Path target) throws IOException {
        try (var file = ModelFile.open(model);
                var out = new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(target)))) {
            var weights = file.weights(network(file.metadata()));
            var ids = ids(file.metadata(), text);
            int V = weights.spec().vocabularySize();
            ids = Arrays.copyOf(ids, Math.min(ids.length, MOST_LOGITS / V));
            out.writeInt(ids.length);
            out.writeInt(V);
            for (int id : ids) {
                out.writeInt(id);
            }
            writeLogits(weights, ids, out);
        }
    }

    private static void writeLogits(Weights weights, int[] ids, DataOutputStream out) throws IOException {
        var predictor = new Predictor(weights, 1);
        for (int id : ids) {
            for (float logit : predictor.step(new int[] {id})[0]) {
                out.writeFloat(logit);
            }
        }
    }

    private static NetworkSpec network(Map<String, String> metadata) {
        var network = JSON.readTree(metadata.get("longhand.network"));
        return new NetworkSpec(
                CellType.valueOf(network.get("cell").asString().toUpperCase(Locale.ROOT)),
                // PyTorch has tanh and relu, and no others
                Activation.valueOf(network.path("activation").asString("tanh").toUpperCase(Locale.ROOT)),
                network.get("layers").asInt(),
                network.get("hiddenSize").asInt(),
                network.get("embeddingSize").asInt(),
                network.get("vocabularySize").asInt(),
                false,
                0,
                0);
    }

    private static int[] ids(Map<String, String> metadata, String text) {
        var tokenizer = JSON.readTree(metadata.get("longhand.tokenizer"));
        var vocabulary = StreamSupport.stream(tokenizer.get("vocabulary").spliterator(), false)
                .map(entry -> entry.asString())
                .toList();
        var encoding = new CharTokenizer(vocabulary, tokenizer.path("lowercase").asBoolean(false)).encode(text);
        if (!encoding.unknown().isEmpty()) {
            throw new IllegalArgumentException("the model does not know " + encoding.unknown());
        }
        return encoding.ids();
    }
}
