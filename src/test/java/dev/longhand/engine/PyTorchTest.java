package dev.longhand.engine;

import static dev.longhand.engine.array.Closeness.RELATIVE;
import static dev.longhand.engine.array.Closeness.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.artifact.Tensor;
import dev.longhand.engine.artifact.TensorFile;
import dev.longhand.engine.artifact.TensorFileWriter;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.layer.DropoutRates;
import dev.longhand.engine.layer.Parameters;
import dev.longhand.engine.layer.TrainingPass;
import dev.longhand.engine.onednn.OneDnn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Small networks of each of its cells as PyTorch computes them, written down by the program under {@code src/bench/pytorch}. */
class PyTorchTest {
    @TempDir
    Path directory;

    static Stream<Arguments> networks() {
        return Stream.of("lstm", "gru", "rnn-tanh", "rnn-relu")
                .flatMap(cell -> Stream.of(cell + "-1-layer", cell + "-2-layers"))
                .flatMap(name -> Stream.of(Backend.values()).map(backend -> Arguments.of(name, backend)));
    }

    private record Shape(int V, int E, int H, int L, int T, int B) {}

    private record Values(long[] shape, float[] values) {}

    private record Fixture(
            Shape shape,
            int[][] inputs,
            int[][] targets,
            Map<String, Values> weights,
            Values logits,
            double loss,
            Map<String, Values> gradients) {

        static Fixture named(String name) throws IOException {
            try (var in = PyTorchTest.class.getResourceAsStream("/pytorch/" + name + ".json")) {
                return JsonMapper.builder().build().readValue(in, Fixture.class);
            }
        }

        NetworkSpec spec(String name) {
            return cell(name).network(shape.L, shape.H, shape.E, shape.V);
        }

        private static EveryCell cell(String name) {
            if (name.startsWith("lstm")) {
                return new EveryCell(CellType.LSTM, Activation.TANH);
            }
            if (name.startsWith("gru")) {
                return new EveryCell(CellType.GRU, Activation.TANH);
            }
            return new EveryCell(CellType.RNN, name.contains("relu") ? Activation.RELU : Activation.TANH);
        }

        int[] flat(int[][] ids) {
            return Stream.of(ids).flatMapToInt(java.util.Arrays::stream).toArray();
        }
    }

    /** Through the file that PyTorch would write, so that names and layouts are part of the comparison. */
    private Weights weights(String name, Fixture fixture) throws IOException {
        var tensors = fixture.weights.entrySet().stream()
                .map(entry -> new Tensor(entry.getKey(), entry.getValue().shape, entry.getValue().values))
                .toList();
        var path = directory.resolve("model.safetensors");
        try (var out = Files.newOutputStream(path)) {
            TensorFileWriter.write(out, new TreeMap<>(), tensors);
        }
        try (var file = ModelFile.open(path)) {
            return file.weights(fixture.spec(name));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void logitsAreThoseOfPyTorch(String name, Backend backend) throws IOException {
        use(backend);
        var fixture = Fixture.named(name);
        int V = fixture.shape.V;
        var predictor = new Predictor(weights(name, fixture), fixture.shape.B, backend);
        var logits = new ArrayList<float[]>();
        for (var ids : fixture.inputs) {
            logits.addAll(List.of(predictor.step(ids)));
        }
        var all = new float[logits.size() * V];
        for (int n = 0; n < logits.size(); n++) {
            System.arraycopy(logits.get(n), 0, all, n * V, V);
        }
        assertClose("logits", all, fixture.logits.values, RELATIVE);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void lossAndEveryGradientAreThoseOfPyTorch(String name, Backend backend) throws IOException {
        use(backend);
        var fixture = Fixture.named(name);
        var weights = weights(name, fixture);
        var gradients = Parameters.zeros(weights.spec().shape());
        var shape = fixture.shape;
        var pass = new TrainingPass(
                Compute.alone(backend),
                weights.spec().shape(),
                shape.T,
                shape.B,
                shape.T,
                weights.parameters(),
                gradients,
                DropoutRates.NONE);
        pass.prepareEvaluation();
        int tokens = shape.T * shape.B;
        double loss = pass.train(fixture.flat(fixture.inputs), fixture.flat(fixture.targets)) / tokens;
        assertThat(loss).isCloseTo(fixture.loss, within(RELATIVE * fixture.loss));

        // PyTorch's loss is the mean, ours the sum
        var mean = gradients.flat().toArray();
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= tokens;
        }
        var ours = written(new Weights(weights.spec(), Floats.of(mean)));
        for (var expected : fixture.gradients.entrySet()) {
            // but in a GRU, both biases are added to the same sum and have the same gradient; the file keeps it in the
            // first
            var key = name.startsWith("gru")
                    ? expected.getKey()
                    : expected.getKey().replace("bias_hh", "bias_ih");
            var actual = Objects.requireNonNull(ours.get(key), key);
            assertThat(actual.shape).as(key).isEqualTo(expected.getValue().shape);
            // without the floor of Closeness: gradients of a mean are small
            assertRelative(expected.getKey(), actual.values, expected.getValue().values);
        }
    }

    private static void assertRelative(String what, float[] actual, float[] expected) {
        double scale = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) actual[i] - expected[i]));
        }
        assertThat(difference / scale).as(what).isLessThanOrEqualTo(RELATIVE);
    }

    /** A flat vector under PyTorch's names and in its layouts. */
    private Map<String, Values> written(Weights weights) throws IOException {
        var path = directory.resolve("gradients.safetensors");
        try (var out = Files.newOutputStream(path)) {
            ModelFile.write(out, weights, Map.of());
        }
        var tensors = new TreeMap<String, Values>();
        try (var file = TensorFile.open(path)) {
            for (var info : file.tensors().values()) {
                var shape = info.shape().stream().mapToLong(Long::longValue).toArray();
                tensors.put(info.name(), new Values(shape, file.read(info.name(), shape)));
            }
        }
        return tensors;
    }

    private static void use(Backend backend) {
        assumeThat(backend == Backend.REFERENCE || OneDnn.isAvailable()).isTrue();
    }
}
