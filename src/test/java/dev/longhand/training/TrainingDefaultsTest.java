package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

class TrainingDefaultsTest {
    @Test
    void aBookGetsWhatTheDocumentationShows() {
        var spec = (ObjectNode) Specs.JSON.valueToTree(Specs.resolve("{}", 1_115_394));
        assertThat(spec.toString())
                .isEqualTo("{\"corpusId\":null,\"modelName\":\"name\",\"seed\":7,\"preset\":\"auto\","
                        + "\"tokenizer\":{\"type\":\"char\",\"lowercase\":false,\"maxVocabulary\":null},"
                        + "\"segmentation\":\"stream\","
                        + "\"network\":{\"cell\":\"lstm\",\"activation\":\"tanh\",\"layers\":2,\"hiddenSize\":256,"
                        + "\"embeddingSize\":64,\"dropout\":0.0,\"recurrentDropout\":0.0,\"tieEmbeddings\":false},"
                        + "\"initialization\":{\"input\":\"xavier\",\"recurrent\":\"orthogonal\",\"forgetBias\":1.0},"
                        + "\"precision\":\"float32\","
                        + "\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.002,\"beta1\":0.9,\"beta2\":0.999,"
                        + "\"epsilon\":1.0E-8,\"weightDecay\":0.0},"
                        + "\"schedule\":{\"type\":\"constant\",\"warmupSteps\":0},"
                        + "\"gradientClipping\":{\"type\":\"globalNorm\",\"threshold\":1.0},"
                        + "\"averageDecay\":0.0,\"batchSize\":32,\"sequenceLength\":64,\"epochs\":10,"
                        + "\"maxSteps\":null,\"maxDuration\":null,\"validationFraction\":0.1,"
                        + "\"earlyStopping\":{\"patience\":3},\"checkpointEvery\":\"PT1M\",\"initialModel\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "500, TINY",
        "20000, TINY",
        "24999, TINY",
        "25000, SMALL",
        "99999, SMALL",
        "100000, DEFAULT",
        "5000000, DEFAULT",
        "5000001, LARGE",
        "250000000, LARGE"
    })
    void autoChoosesByTheSizeOfTheText(long characters, Preset preset) {
        assertThat(Preset.AUTO.forText(characters)).isEqualTo(preset);
        var chosen = Specs.resolve("{}", characters);
        assertThat(chosen.preset()).isEqualTo(Preset.AUTO);
        var named = Specs.resolve("{\"preset\":\"%s\"}".formatted(preset.name().toLowerCase(java.util.Locale.ROOT)));
        assertThat(named.preset()).isEqualTo(preset);
        assertThat(chosen.network()).isEqualTo(named.network());
        assertThat(chosen.optimizer()).isEqualTo(named.optimizer());
        assertThat(chosen.epochs()).isEqualTo(named.epochs());
        assertThat(chosen.batchSize()).isEqualTo(named.batchSize());
    }

    /** Texts of which there is less are learned by heart sooner. */
    @Test
    void aShorterTextGetsASmallerNetworkThatForgetsMore() {
        var tiny = Specs.resolve("{}", 20_000);
        var small = Specs.resolve("{}", 60_000);
        var book = Specs.resolve("{}", 1_000_000);
        var library = Specs.resolve("{}", 50_000_000);
        assertThat(tiny.network(60).parameters()).isLessThan(small.network(60).parameters());
        assertThat(small.network(60).parameters()).isLessThan(book.network(60).parameters());
        assertThat(book.network(60).parameters()).isLessThan(library.network(60).parameters());
        assertThat(tiny.network().dropout()).isPositive();
        assertThat(small.network().dropout()).isPositive();
        assertThat(tiny.batchSize()).isLessThan(small.batchSize());
        assertThat(small.batchSize()).isLessThan(book.batchSize());
        assertThat(tiny.epochs()).isGreaterThan(small.epochs());
        assertThat(small.epochs()).isGreaterThan(book.epochs());
    }

    /** A limit on time could not be taken away again: null means that nothing was said. */
    @ParameterizedTest
    @EnumSource(Preset.class)
    void everyPresetIsAValidRequest(Preset preset) {
        var recipe = Specs.JSON.readTree(preset.recipe());
        var request = Specs.JSON.treeToValue(
                ((ObjectNode) recipe).put("corpusId", Specs.CORPUS.toString()), TrainingJobRequest.class);
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(request)).isEmpty();
        }
        for (var object : new String[] {"tokenizer", "optimizer", "schedule", "gradientClipping"}) {
            assertThat(recipe.has(object) && !recipe.get(object).has("type"))
                    .as(object)
                    .isFalse();
        }
        if (preset != Preset.SHAKESPEARE_BEST) {
            assertThat(recipe.has("maxSteps") || recipe.has("maxDuration")).isFalse();
        }
        var spec = Specs.DEFAULTS.resolve(request, 1_000_000, "name", 7, null);
        assertThat(spec.toSpec(65, 2).network().vocabularySize()).isEqualTo(65);
    }

    @Test
    void whatIsSaidWinsOverThePreset() {
        var spec = Specs.resolve("""
            {"preset": "shakespeare-best", "network": {"layers": 1}, "optimizer": {"weightDecay": 0.5}, "epochs": 2}\
            """);
        var preset = Specs.resolve("{\"preset\": \"shakespeare-best\"}");
        assertThat(spec.network().layers()).isEqualTo(1);
        assertThat(spec.network().hiddenSize()).isEqualTo(preset.network().hiddenSize());
        assertThat(spec.optimizer().weightDecay()).isEqualTo(0.5);
        assertThat(spec.optimizer().learningRate()).isEqualTo(preset.optimizer().learningRate());
        assertThat(spec.optimizer().type()).isEqualTo(preset.optimizer().type());
        assertThat(spec.epochs()).isEqualTo(2);
        assertThat(spec.averageDecay()).isEqualTo(preset.averageDecay());
    }

    @Test
    void nothingIsTakenFromAPresetOfAnotherType() {
        var spec = Specs.resolve("{\"preset\": \"shakespeare-best\", \"optimizer\": {\"type\": \"sgd\"}}");
        assertThat(spec.optimizer())
                .isEqualTo(new OptimizerSettings(OptimizerSettings.Type.SGD, 0.2, 0.9, null, null, null, null, 0.0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"cell": "lstm"}                        | orthogonal | 1.0
        {"cell": "gru"}                         | orthogonal |
        {"cell": "rnn"}                         | orthogonal |
        {"cell": "rnn", "activation": "relu"}   | identity   |
        """)
    void theInitializationSuitsTheCell(String network, String recurrent, Double forgetBias) {
        var initialization =
                Specs.resolve("{\"network\": %s}".formatted(network)).initialization();
        assertThat(Specs.JSON.valueToTree(initialization).get("recurrent").asString())
                .isEqualTo(recurrent);
        assertThat(initialization.forgetBias()).isEqualTo(forgetBias);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}
        {"preset": "shakespeare-best"}
        {"network": {"cell": "gru"}, "optimizer": {"type": "rmsprop"}, "tokenizer": {"type": "bpe"}}
        {"network": {"cell": "rnn", "activation": "elu"}, "optimizer": {"type": "sgd"}, "tokenizer": {"type": "word"}}
        {"schedule": {"type": "plateau"}, "gradientClipping": {"type": "none"}, "precision": "bf16"}
        {"schedule": {"type": "oneCycle", "rise": 0.2}, "maxSteps": 10, "maxDuration": "PT5M", "segmentation": "line"}
        """)
    void anEchoGivesTheSameAgainWhateverTheText(String request) {
        for (long characters : new long[] {1000, 50_000, 1_000_000, 10_000_000}) {
            var spec = Specs.resolve(request, characters);
            var echo = Specs.DEFAULTS.write(spec);
            assertThat(Specs.DEFAULTS.read(echo)).isEqualTo(spec);
            assertThat(Specs.resolve(echo, 77)).isEqualTo(spec);
        }
    }

    @Test
    void aSpecOfAnOlderBuildIsReadAsItWasMeant() {
        var spec = Specs.DEFAULTS.read("""
            {"corpusId": "%s", "modelName": "old", "seed": 3, "optimizer": {"type": "adam", "learningRate": 0.01},
             "network": {"cell": "lstm", "layers": 3}, "batchSize": 4, "epochs": 2}\
            """.formatted(Specs.CORPUS));
        assertThat(spec.preset()).isEqualTo(Preset.DEFAULT);
        assertThat(spec.network().layers()).isEqualTo(3);
        assertThat(spec.averageDecay()).isZero();
        assertThat(spec.optimizer().beta1()).isEqualTo(0.9);
    }
}
