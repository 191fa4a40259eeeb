package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.engine.Activation;
import dev.longhand.engine.CellType;
import dev.longhand.engine.ClippingSpec;
import dev.longhand.engine.InitializationSpec;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.OptimizerSpec;
import dev.longhand.engine.Precision;
import dev.longhand.engine.ScheduleSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the engine is told for what a request says. */
class SettingsTest {
    @Test
    void optimizers() {
        Map.<String, OptimizerSpec>of(
                        "{\"type\": \"sgd\"}",
                        new OptimizerSpec.Sgd(0.2, 0.9, 0),
                        "{\"type\": \"sgd\", \"learningRate\": 1, \"momentum\": 0, \"weightDecay\": 0.1}",
                        new OptimizerSpec.Sgd(1, 0, 0.1),
                        "{\"type\": \"rmsprop\"}",
                        new OptimizerSpec.RmsProp(0.002, 0.95, 1e-8, 0),
                        "{\"type\": \"rmsprop\", \"decay\": 0.5, \"epsilon\": 0.1}",
                        new OptimizerSpec.RmsProp(0.002, 0.5, 0.1, 0),
                        "{\"type\": \"adam\"}",
                        new OptimizerSpec.Adam(0.002, 0),
                        "{\"type\": \"adam\", \"beta1\": 0.8, \"beta2\": 0.95, \"epsilon\": 1e-6, \"weightDecay\":"
                                + " 0.2}",
                        new OptimizerSpec.Adam(0.002, 0.8, 0.95, 1e-6, 0.2),
                        "{\"type\": \"adamw\"}",
                        new OptimizerSpec.AdamW(0.002, 0.9, 0.999, 1e-8, 0.01),
                        "{\"type\": \"adamw\", \"learningRate\": 0.5, \"beta1\": 0, \"weightDecay\": 0}",
                        new OptimizerSpec.AdamW(0.5, 0, 0.999, 1e-8, 0))
                .forEach((json, spec) -> assertThat(Specs.resolve("{\"optimizer\": %s}".formatted(json))
                                .toSpec(10, 1)
                                .optimizer())
                        .isEqualTo(spec));
    }

    @Test
    void schedules() {
        Map.<String, ScheduleSpec>of(
                        "{}",
                        new ScheduleSpec.Constant(0),
                        "{\"warmupSteps\": 30}",
                        new ScheduleSpec.Constant(30),
                        "{\"type\": \"step\", \"every\": 5, \"factor\": 0.1}",
                        new ScheduleSpec.Step(0, 5, 0.1),
                        "{\"type\": \"exponential\", \"warmupSteps\": 2, \"every\": 7}",
                        new ScheduleSpec.Exponential(2, 7, 0.7),
                        "{\"type\": \"cosine\"}",
                        new ScheduleSpec.Cosine(0, 0.1),
                        "{\"type\": \"cosine\", \"finalFactor\": 0, \"warmupSteps\": 9}",
                        new ScheduleSpec.Cosine(9, 0),
                        "{\"type\": \"oneCycle\", \"rise\": 0.25}",
                        new ScheduleSpec.OneCycle(0, 0.25),
                        "{\"type\": \"plateau\"}",
                        new ScheduleSpec.Plateau(0, 0.5, 1),
                        "{\"type\": \"plateau\", \"factor\": 0.3, \"patience\": 0}",
                        new ScheduleSpec.Plateau(0, 0.3, 0))
                .forEach((json, spec) -> assertThat(Specs.resolve("{\"schedule\": %s}".formatted(json))
                                .toSpec(10, 1)
                                .schedule())
                        .isEqualTo(spec));
    }

    @Test
    void clipping() {
        Map.<String, ClippingSpec>of(
                        "{\"type\": \"none\"}",
                        new ClippingSpec.None(),
                        "{\"type\": \"value\", \"threshold\": 5}",
                        new ClippingSpec.Value(5),
                        "{\"threshold\": 0.25}",
                        new ClippingSpec.GlobalNorm(0.25),
                        "{\"type\": \"perLayerNorm\"}",
                        new ClippingSpec.PerLayerNorm(1))
                .forEach((json, spec) -> assertThat(Specs.resolve("{\"gradientClipping\": %s}".formatted(json))
                                .toSpec(10, 1)
                                .clipping())
                        .isEqualTo(spec));
    }

    @Test
    void theNetworkAndEverythingBesideIt() {
        var spec = Specs.resolve("""
            {"network": {"cell": "rnn", "activation": "leakyRelu", "layers": 3, "hiddenSize": 5, "embeddingSize": 4,
                         "dropout": 0.5, "recurrentDropout": 0.25, "tieEmbeddings": true},
             "initialization": {"input": "uniform", "recurrent": "uniform"}, "precision": "bf16",
             "averageDecay": 0.99, "batchSize": 3, "sequenceLength": 2, "epochs": 8, "maxSteps": 6,
             "earlyStopping": {"patience": 9}, "seed": 11}\
            """).toSpec(17, 2);
        assertThat(spec.network())
                .isEqualTo(new NetworkSpec(CellType.RNN, Activation.LEAKY_RELU, 3, 5, 4, 17, true, 0.5, 0.25));
        assertThat(spec.initialization().input()).isEqualTo(InitializationSpec.Input.UNIFORM);
        assertThat(spec.initialization().recurrent()).isEqualTo(InitializationSpec.Recurrent.UNIFORM);
        assertThat(spec.precision()).isEqualTo(Precision.BF16);
        assertThat(spec.averageDecay()).isEqualTo(0.99);
        assertThat(spec.batchSize()).isEqualTo(3);
        assertThat(spec.sequenceLength()).isEqualTo(2);
        assertThat(spec.epochs()).isEqualTo(8);
        assertThat(spec.maxSteps()).isEqualTo(6);
        assertThat(spec.patience()).isEqualTo(9);
        assertThat(spec.seed()).isEqualTo(11);
        assertThat(spec.threads()).isEqualTo(2);
        assertThat(Specs.resolve("{\"initialization\": {\"forgetBias\": 2.5}}")
                        .toSpec(10, 1)
                        .initialization())
                .isEqualTo(new InitializationSpec(
                        InitializationSpec.Input.XAVIER, InitializationSpec.Recurrent.ORTHOGONAL, 2.5));
    }
}
