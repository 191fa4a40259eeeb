package dev.longhand.engine;

import static dev.longhand.engine.array.Closeness.RELATIVE;
import static dev.longhand.engine.array.Closeness.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.optimizer.Optimizer;
import dev.longhand.engine.optimizer.Scaling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every optimizer takes the way that PyTorch's takes, written down by the program under {@code src/bench/pytorch}. */
class OptimizerTrajectoryTest {
    private record Fixture(float[] initial, float[][] gradients, Map<String, Trajectory> cases) {
        static Fixture read() throws IOException {
            try (var in = OptimizerTrajectoryTest.class.getResourceAsStream("/pytorch/optimizers.json")) {
                return JsonMapper.builder()
                        .addMixIn(OptimizerSpec.class, Typed.class)
                        .build()
                        .readValue(in, Fixture.class);
            }
        }

        Trajectory named(String name) {
            return Objects.requireNonNull(cases.get(name));
        }
    }

    private record Trajectory(OptimizerSpec optimizer, float[][] weights) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "sgd", value = OptimizerSpec.Sgd.class),
        @JsonSubTypes.Type(name = "rmsprop", value = OptimizerSpec.RmsProp.class),
        @JsonSubTypes.Type(name = "adam", value = OptimizerSpec.Adam.class),
        @JsonSubTypes.Type(name = "adamw", value = OptimizerSpec.AdamW.class)
    })
    private interface Typed {}

    static Stream<String> cases() throws IOException {
        return Fixture.read().cases.keySet().stream();
    }

    private static List<float[]> weights(Fixture fixture, OptimizerSpec spec, int threads) {
        int length = fixture.initial.length;
        var weights = Floats.of(fixture.initial);
        var asItIs = List.of(new Scaling(0, length, 1, Float.POSITIVE_INFINITY));
        var after = new ArrayList<float[]>();
        try (var crew = new Crew(threads, () -> {})) {
            var optimizer = new Optimizer(Rules.of(spec), crew, length);
            for (var gradient : fixture.gradients) {
                optimizer.update(weights, Floats.of(gradient), asItIs, spec.learningRate(), after.size() + 1);
                after.add(weights.toArray());
            }
        }
        return after;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trajectoryIsThatOfPyTorch(String name) throws IOException {
        var fixture = Fixture.read();
        var expected = fixture.named(name);
        var actual = weights(fixture, expected.optimizer, 1);
        assertThat(actual).hasSameSizeAs(expected.weights).hasSize(20);
        for (int t = 0; t < actual.size(); t++) {
            assertClose("weights after step " + (t + 1), actual.get(t), expected.weights[t], RELATIVE);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void numberOfThreadsChangesNoBit(String name) throws IOException {
        var fixture = Fixture.read();
        var spec = fixture.named(name).optimizer;
        assertThat(weights(fixture, spec, 2).toArray(float[][]::new))
                .isDeepEqualTo(weights(fixture, spec, 1).toArray(float[][]::new));
    }

    /** A vector of some blocks, its layers clipped apart: each number is updated once, whoever does it. */
    @ParameterizedTest
    @MethodSource("cases")
    void threadsShareManyBlocksOfManyLayersWithoutChangingABit(String name) throws IOException {
        var spec = Fixture.read().named(name).optimizer;
        assertThat(longWay(spec, 2)).isEqualTo(longWay(spec, 1));
        assertThat(longWay(spec, 3)).isEqualTo(longWay(spec, 1));
    }

    private static float[] longWay(OptimizerSpec spec, int threads) {
        int length = 10_007;
        var random = new RandomFloats(1);
        var weights = random.uniform(length, 1);
        var scalings = List.of(
                new Scaling(0, 5, 0.5f, Float.POSITIVE_INFINITY),
                new Scaling(5, 7_000, 1, 0.3f),
                new Scaling(7_000, length, 0.1f, Float.POSITIVE_INFINITY));
        try (var crew = new Crew(threads, () -> {})) {
            var optimizer = new Optimizer(Rules.of(spec), crew, length);
            for (int t = 1; t <= 3; t++) {
                optimizer.update(weights, random.uniform(length, 1), scalings, spec.learningRate(), t);
            }
        }
        return weights.toArray();
    }
}
