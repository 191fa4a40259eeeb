package dev.longhand.engine;

import static dev.longhand.engine.array.Closeness.RELATIVE;
import static dev.longhand.engine.array.Closeness.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.onnxruntime.OrtException;
import dev.longhand.engine.array.RandomFloats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxStreamTest {
    private static final int B = 3;
    private static final int STEPS = 4;
    private static final int V = 11;

    @TempDir
    Path directory;

    /** Decoders of their own, tied, and tied behind a projection; one layer and more. */
    static Stream<NetworkSpec> networks() {
        return EveryCell.stream()
                .flatMap(cell -> Stream.of(
                        cell.network(1, 5, 3, V),
                        cell.network(2, 5, 7, V),
                        cell.network(1, 6, 6, V, true),
                        cell.network(3, 5, 4, V, true)));
    }

    private static Weights weights(NetworkSpec network) {
        var weights = EveryCell.initial(network, 0);
        for (var parameter : network.layout().parameters()) {
            new RandomFloats(parameter.offset())
                    .fill(weights.flat().slice(parameter.offset(), parameter.length()), 0.7);
        }
        return weights;
    }

    private Path file(Weights weights) throws IOException {
        var out = new ByteArrayOutputStream();
        ModelFile.write(out, weights, Map.of("longhand.tokenizer", "{\"🐻\"}", "format", "pt"));
        return Files.write(directory.resolve("model.safetensors"), out.toByteArray());
    }

    private byte[] exported(Weights weights) throws IOException {
        try (var onnx = OnnxStream.open(file(weights), weights.spec())) {
            var bytes = onnx.readAllBytes();
            assertThat(onnx.size()).isEqualTo(bytes.length);
            return bytes;
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void onnxRuntimeComputesTheSameLogitsAndStates(NetworkSpec network) throws IOException, OrtException {
        var weights = weights(network);
        var predictor = new Predictor(weights, B);
        var model = exported(weights);
        var random = new RandomFloats(1);
        var texts = new long[STEPS][];
        float[][][] stepwise = new float[STEPS][][];
        try (var session = new OnnxSession(model, B)) {
            for (int t = 0; t < STEPS; t++) {
                var ids = random.integers(B, 0, V);
                texts[t] = Arrays.stream(ids).asLongStream().toArray();
                var expected = predictor.step(ids);
                stepwise[t] = session.read(new long[][] {texts[t]})[0];
                for (int row = 0; row < B; row++) {
                    assertClose("logits", stepwise[t][row], expected[row], RELATIVE);
                    assertSameState(session.state(row), predictor.state(row));
                }
            }
        }
        try (var session = new OnnxSession(model, B)) {
            var atOnce = session.read(texts);
            for (int t = 0; t < STEPS; t++) {
                for (int row = 0; row < B; row++) {
                    assertClose("logits of all at once", atOnce[t][row], stepwise[t][row], RELATIVE);
                }
            }
            assertSameState(session.state(B - 1), predictor.state(B - 1));
        }
    }

    private static void assertSameState(float[][] actual, float[][] expected) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        for (int part = 0; part < expected.length; part++) {
            assertClose("state " + part, actual[part], expected[part], RELATIVE);
        }
    }

    @Test
    void theSameModelGivesTheSameBytesHoweverItIsRead() throws IOException {
        var weights = weights(new NetworkSpec(CellType.GRU, 1, 2, 3, 4));
        var bytes = exported(weights);
        assertThat(exported(weights(weights.spec()))).isEqualTo(bytes);
        var out = new ByteArrayOutputStream();
        try (var onnx = OnnxStream.open(file(weights), weights.spec())) {
            for (int one = onnx.read(); one >= 0; one = onnx.read()) {
                out.write(one);
            }
        }
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void carriesOurMetadataAndNothingOfTheDay() throws IOException {
        var weights = weights(new NetworkSpec(CellType.LSTM, 1, 2, 3, 4));
        var model = ModelProto.parseFrom(exported(weights));
        try (var file = ModelFile.open(file(weights))) {
            assertThat(model.getMetadataPropsList())
                    .extracting(property -> property.getKey(), property -> property.getValue())
                    .containsExactly(
                            tuple(ModelFile.SHA256, file.metadata().get(ModelFile.SHA256)),
                            tuple("longhand.tokenizer", "{\"🐻\"}"));
        }
        assertThat(model.getProducerName()).isEqualTo("longhand");
        assertThat(model.getProducerVersion()).isEmpty();
    }

    @Test
    void tiedEmbeddingsAreThereOnce() throws IOException {
        var network = new EveryCell(CellType.GRU, Activation.TANH).network(1, 2, 3, 4, true);
        GraphProto graph = ModelProto.parseFrom(exported(weights(network))).getGraph();
        assertThat(graph.getInitializerList())
                .extracting(TensorProto::getName)
                .containsExactly("embedding.weight", "W.l0", "R.l0", "B.l0", "projection.weight", "decoder.bias");
        assertThat(graph.getNodeList()).extracting(NodeProto::getOpType).containsOnlyOnce("Gather", "GRU");
    }

    @Test
    void refusesAFileOfAnotherNetwork() throws IOException {
        var file = file(weights(new NetworkSpec(CellType.LSTM, 1, 2, 3, 4)));
        assertThatThrownBy(() -> OnnxStream.open(file, new NetworkSpec(CellType.LSTM, 1, 2, 3, 5)))
                .isInstanceOf(BadModelFile.class)
                .hasMessageContaining("embedding.weight");
    }

    @Test
    void canBeClosedTwice() throws IOException {
        var weights = weights(new NetworkSpec(CellType.LSTM, 1, 2, 3, 4));
        try (var onnx = OnnxStream.open(file(weights), weights.spec())) {
            onnx.close();
            assertThatThrownBy(onnx::readAllBytes).isInstanceOf(IllegalStateException.class);
        }
    }
}
