package dev.longhand.bench;

import dev.longhand.engine.CellType;
import dev.longhand.engine.ClippingSpec;
import dev.longhand.engine.ModelFile;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.OptimizerSpec;
import dev.longhand.engine.StopSignal;
import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingSpec;
import dev.longhand.text.CharTokenizer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A model of two layers, trained in a second on a short text and written with the metadata that an import needs. */
final class SmallModel {
    private SmallModel() {}

    static void train(String text, Path target) throws IOException {
        var tokenizer = CharTokenizer.train(new StringReader(text), false);
        var network = new NetworkSpec(CellType.LSTM, 2, 48, 24, tokenizer.vocabularySize());
        var spec = new TrainingSpec(
                network,
                1,
                new OptimizerSpec.Adam(0.005, 0),
                new ClippingSpec.GlobalNorm(1),
                8,
                16,
                20,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                1);
        var tokens = Tokens.of(tokenizer.encode(text).ids());
        var watch = new StepWatch(0, 0);
        try (var trainer = new Trainer(
                        spec,
                        new TokenSource.Stream(tokens),
                        new TokenSource.Stream(Tokens.of()),
                        watch,
                        () -> StopSignal.Answer.GO_ON);
                var out = Files.newOutputStream(target)) {
            var result = trainer.run().orElseThrow();
            ModelFile.write(out, result.weights(), metadata(network, tokenizer));
        }
        System.out.printf("trained on %d tokens, loss %.2f%n", tokens.size(), watch.loss());
    }

    private static Map<String, String> metadata(NetworkSpec network, CharTokenizer tokenizer) {
        var json = new JsonMapper();
        return Map.of(
                "longhand.format",
                "1",
                "longhand.network",
                json.writeValueAsString(Map.of(
                        "cell", "lstm",
                        "layers", network.layers(),
                        "hiddenSize", network.hiddenSize(),
                        "embeddingSize", network.embeddingSize(),
                        "vocabularySize", network.vocabularySize())),
                "longhand.tokenizer",
                json.writeValueAsString(Map.of("type", "char", "vocabulary", tokenizer.vocabulary())));
    }
}
