package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.artifact.Tensor;
import dev.longhand.engine.artifact.TensorFile;
import dev.longhand.engine.artifact.TensorFileWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
    private static final NetworkSpec SMALL = new NetworkSpec(CellType.LSTM, 1, 2, 3, 4);
    private static final Map<String, String> METADATA =
            Map.of("longhand.format", "1", "longhand.tokenizer", "{\"vocabulary\":[\"\\n\",\"a\",\"😀\",\"\\\"\"]}");

    @TempDir
    Path directory;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("model.safetensors"), bytes);
    }

    private static Weights random(NetworkSpec spec) {
        var weights = EveryCell.initial(spec, 0);
        for (var parameter : spec.layout().parameters()) {
            new RandomFloats(parameter.offset()).fill(weights.flat().slice(parameter.offset(), parameter.length()), 2);
        }
        return weights;
    }

    private static byte[] written(Weights weights) throws IOException {
        var out = new ByteArrayOutputStream();
        ModelFile.write(out, weights, METADATA);
        return out.toByteArray();
    }

    private static Weights read(Path path, NetworkSpec spec) throws IOException {
        try (var file = ModelFile.open(path)) {
            return file.weights(spec);
        }
    }

    /** Sizes of one, of no power of two, many layers; decoders of their own, tied, and tied behind a projection. */
    static Stream<NetworkSpec> networks() {
        return EveryCell.stream()
                .flatMap(cell -> Stream.of(
                        cell.network(1, 1, 1, 1),
                        cell.network(1, 2, 3, 4),
                        cell.network(2, 17, 5, 65),
                        cell.network(8, 1, 9, 2),
                        cell.network(3, 8, 8, 1, true),
                        cell.network(2, 17, 5, 65, true),
                        cell.network(1, 3, 16, 7, true)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void weightsComeBackExactly(NetworkSpec spec) throws IOException {
        var weights = random(spec);
        weights.flat().set(0, -Float.MIN_VALUE);
        var path = file(written(weights));
        var back = read(path, spec);
        assertThat(back.spec()).isEqualTo(spec);
        assertThat(back.flat().toArray()).isEqualTo(weights.flat().toArray());
        assertThat(written(back)).isEqualTo(Files.readAllBytes(path));
    }

    /** The product with the state and that with the input have a bias each, and keep it. */
    @Test
    void biasesOfAGruAreNotAdded() throws IOException {
        var spec = new NetworkSpec(CellType.GRU, 1, 2, 3, 4);
        var weights = random(spec);
        var cell = weights.parameters().cells().getFirst();
        try (var file = TensorFile.open(file(written(weights)))) {
            assertThat(file.read("gru.bias_ih_l0", 6)).isEqualTo(cell.b().toArray());
            assertThat(file.read("gru.bias_hh_l0", 6))
                    .isEqualTo(Objects.requireNonNull(cell.bh()).toArray());
        }
    }

    @Test
    void metadataComesBackWithTheSumOfTheTensors() throws IOException {
        try (var file = ModelFile.open(file(written(random(SMALL))))) {
            assertThat(file.metadata()).containsAllEntriesOf(METADATA).containsKey(ModelFile.SHA256);
            assertThat(file.metadata()).hasSize(METADATA.size() + 1);
        }
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        var whole = written(random(SMALL));
        for (int length = 0; length < whole.length; length++) {
            assertThat(readOrRefused(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void everyExtensionIsRefused() throws IOException {
        var whole = written(random(SMALL));
        for (int more : new int[] {1, 4, 64, 4096}) {
            assertThat(readOrRefused(Arrays.copyOf(whole, whole.length + more))).isEmpty();
        }
    }

    /** A changed bit is refused, or it stands in the metadata's text and the weights are as they were. */
    @Test
    void flippedBitNeverChangesWeights() throws IOException {
        var weights = random(SMALL);
        var whole = written(weights);
        var header = new String(whole, Long.BYTES, whole.length - Long.BYTES, StandardCharsets.ISO_8859_1);
        int metadataBegin = Long.BYTES + header.indexOf(":{") + 1;
        int metadataEnd = Long.BYTES + header.indexOf(",\"embedding.weight\"");
        var random = new SplittableRandom(4);
        int accepted = 0;
        for (int i = 0; i < 2000; i++) {
            var flipped = whole.clone();
            int at = random.nextInt(whole.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            var back = readOrRefused(flipped);
            if (back.isPresent()) {
                accepted++;
                assertThat(at).isBetween(metadataBegin, metadataEnd);
                assertThat(back.get().flat().toArray()).isEqualTo(weights.flat().toArray());
            }
        }
        // else this test would say nothing
        assertThat(accepted).isPositive();
    }

    /** Nothing but {@link BadModelFile} may come out of a broken file. */
    private Optional<Weights> readOrRefused(byte[] bytes) throws IOException {
        try {
            return Optional.of(read(file(bytes), SMALL));
        } catch (BadModelFile e) {
            assertThat(e.getMessage()).isNotBlank();
            return Optional.empty();
        }
    }

    /** The tensors of the small network as somebody else would write them. */
    private static List<Tensor> tensors() {
        int V = SMALL.vocabularySize();
        int E = SMALL.embeddingSize();
        int H = SMALL.hiddenSize();
        return List.of(
                tensor("embedding.weight", V, E),
                tensor("lstm.weight_ih_l0", 4L * H, E),
                tensor("lstm.weight_hh_l0", 4L * H, H),
                tensor("lstm.bias_ih_l0", 4L * H),
                tensor("lstm.bias_hh_l0", 4L * H),
                tensor("decoder.weight", V, H),
                tensor("decoder.bias", V));
    }

    private static Tensor tensor(String name, long... shape) {
        long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        return new Tensor(
                name,
                shape,
                new RandomFloats(name.hashCode()).uniform(length, 1).toArray());
    }

    private Path handmade(SortedMap<String, String> metadata, List<Tensor> tensors) throws IOException {
        var out = new ByteArrayOutputStream();
        TensorFileWriter.write(out, metadata, tensors);
        return file(out.toByteArray());
    }

    private Path handmade(UnaryOperator<Tensor> change) throws IOException {
        return handmade(new TreeMap<>(), tensors().stream().map(change).toList());
    }

    @Test
    void twoBiasesOfPyTorchAreReadWithTheirSum() throws IOException {
        var path = handmade(UnaryOperator.identity());
        var bias = read(path, SMALL).parameters().cells().getFirst().b().toArray();
        var ih = tensors().get(3).values().get().toArray(ValueLayout.JAVA_FLOAT);
        var hh = tensors().get(4).values().get().toArray(ValueLayout.JAVA_FLOAT);
        for (int i = 0; i < bias.length; i++) {
            assertThat(bias[i]).isEqualTo(ih[i] + hh[i]);
        }
    }

    @Test
    void biasesWithoutAFiniteSumAreRefused() throws IOException {
        var path = handmade(tensor -> {
            if (tensor.name().contains("bias_")) {
                tensor.values().get().setAtIndex(ValueLayout.JAVA_FLOAT, 1, Float.MAX_VALUE);
            }
            return tensor;
        });
        assertThatThrownBy(() -> read(path, SMALL))
                .isInstanceOf(BadModelFile.class)
                .hasMessageContaining("lstm.bias_ih_l0")
                .hasMessageContaining("Infinity at position 1");
    }

    @Test
    void valueThatIsNotFiniteIsRefused() throws IOException {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int i = 0; i < tensors().size(); i++) {
                var name = tensors().get(i).name();
                var path = handmade(tensor -> {
                    if (tensor.name().equals(name)) {
                        tensor.values().get().setAtIndex(ValueLayout.JAVA_FLOAT, 2, bad);
                    }
                    return tensor;
                });
                assertThatThrownBy(() -> read(path, SMALL))
                        .isInstanceOf(BadModelFile.class)
                        .hasMessage("Tensor '" + name + "' has the value " + bad + " at position 2.");
            }
        }
    }

    @Test
    void missingTensorIsRefused() throws IOException {
        for (var missing : tensors()) {
            var path = handmade(
                    new TreeMap<>(),
                    tensors().stream()
                            .filter(tensor -> !tensor.name().equals(missing.name()))
                            .toList());
            assertThatThrownBy(() -> read(path, SMALL))
                    .isInstanceOf(BadModelFile.class)
                    .hasMessage("Tensor '" + missing.name() + "' is missing.");
        }
    }

    @Test
    void superfluousTensorIsRefused() throws IOException {
        for (var name : List.of("decoder.scale", "lstm.weight_ih_l1", "lstm.bias_l0", "Embedding.weight")) {
            var more = new ArrayList<>(tensors());
            more.add(tensor(name, 1));
            var path = handmade(new TreeMap<>(), more);
            assertThatThrownBy(() -> read(path, SMALL))
                    .isInstanceOf(BadModelFile.class)
                    .hasMessage("Tensor '" + name + "' has no place in the network.");
        }
    }

    @Test
    void tensorOfAnotherShapeIsRefused() throws IOException {
        var path = handmade(tensor -> tensor.name().equals("lstm.weight_ih_l0") ? tensor(tensor.name(), 3, 8) : tensor);
        assertThatThrownBy(() -> read(path, SMALL))
                .isInstanceOf(BadModelFile.class)
                .hasMessage("Tensor 'lstm.weight_ih_l0' is of shape [3, 8]; the network needs [8, 3].");
    }

    @Test
    void wrongSumIsRefused() throws IOException {
        var path = handmade(new TreeMap<>(Map.of(ModelFile.SHA256, "00")), tensors());
        assertThatThrownBy(() -> read(path, SMALL))
                .isInstanceOf(BadModelFile.class)
                .hasMessageContaining("longhand.sha256 differs");
    }

    @Test
    void whatIsNoTensorFileAtAllIsRefused() throws IOException {
        var path = file("Once upon a time there was a text.".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ModelFile.open(path)).isInstanceOf(BadModelFile.class);
    }

    /** 70 GB of weights that a file of a few bytes only declares: it is refused before memory is asked for. */
    @Test
    void smallFileThatDeclaresAHugeNetworkIsRefusedBeforeAnythingIsAllocated() throws IOException {
        var huge = new NetworkSpec(
                CellType.LSTM,
                NetworkSpec.MAX_LAYERS,
                NetworkSpec.MAX_HIDDEN_SIZE,
                NetworkSpec.MAX_EMBEDDING_SIZE,
                NetworkSpec.MAX_VOCABULARY_SIZE);
        var path = handmade(UnaryOperator.identity());
        assertThatThrownBy(() -> read(path, huge))
                .isInstanceOf(BadModelFile.class)
                .hasMessage("Tensor 'embedding.weight' is of shape [4, 3]; the network needs [1114112, 4096].");
    }
}
